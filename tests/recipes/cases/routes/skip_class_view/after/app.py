import importlib

from flask.views import MethodView

from compat.application import Application
from compat.legacy import Fallback
from compat.responses import JSONResponse

app = Application(__name__)
app.fallback = Fallback(lambda: importlib.import_module("flask_original.app").app)


# unflask UF100: no recipe knows this part of Flask: `flask.views.MethodView`
class Items(MethodView):
    def get(self, key):
        return JSONResponse({"key": key})

    def delete(self, key):
        return "", 204


# Left on Flask: it is a class view.
pass


@app.get("/plain")
def plain():
    return [1, 2]
