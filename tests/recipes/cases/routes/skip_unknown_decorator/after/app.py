import importlib

import vendored
from compat.application import Application
from compat.context import request
from compat.legacy import Fallback

app = Application(__name__)
app.fallback = Fallback(lambda: importlib.import_module("flask_original.app").app)


# Flask still answers GET /odd: its decorator `vendored.counted` is not known to keep the signature.
@vendored.counted
# unflask UF111: the view has a decorator that hides its signature or is not known: its decorator `vendored.counted` is not known to keep the signature
def odd(times):
    return f"{times} {request.method}"


@app.get("/plain")
def plain():
    return "plain"
