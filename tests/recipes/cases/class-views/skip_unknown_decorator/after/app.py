import importlib
from functools import lru_cache

from flask.views import MethodView

from compat.application import Application
from compat.legacy import Fallback
from compat.responses import JSONResponse

app = Application(__name__)
app.fallback = Fallback(lambda: importlib.import_module("flask_original.app").app)


# unflask UF112: the class view is more than a class with methods: its decorator `functools.lru_cache` is not known to keep the signature
class Items(MethodView):
    decorators = [lru_cache]

    def get(self):
        return JSONResponse({"items": []})


# Left on Flask: its decorator `functools.lru_cache` is not known to keep the signature.
pass


@app.get("/plain")
def plain():
    return [1, 2]
