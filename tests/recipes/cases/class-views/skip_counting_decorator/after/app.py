import importlib
from functools import wraps

from flask.views import MethodView

from compat.application import Application
from compat.legacy import Fallback
from compat.responses import JSONResponse

app = Application(__name__)
app.fallback = Fallback(lambda: importlib.import_module("flask_original.app").app)


def counted(f):
    calls = []

    @wraps(f)
    def decorated(*args, **kwargs):
        calls.append(f.__name__)
        return JSONResponse({"calls": calls})

    return decorated


# unflask UF112: the class view is more than a class with methods: its decorator `app.counted` is not known to keep the signature
class Items(MethodView):
    decorators = [counted]

    def get(self):
        return "got"

    def post(self):
        return "posted"


# Left on Flask: its decorator `app.counted` is not known to keep the signature.
pass


@app.get("/plain")
def plain():
    return [1, 2]
