import importlib

from flask.views import MethodView

from compat.application import Application
from compat.legacy import Fallback
from compat.responses import JSONResponse

app = Application(__name__)
app.fallback = Fallback(lambda: importlib.import_module("flask_original.app").app)


# unflask UF100: no recipe knows this part of Flask: `flask.views.MethodView`
class Items(MethodView):
    def get(self):
        return JSONResponse({"items": []})


# unflask UF100: no recipe knows this part of Flask: `flask.views.MethodView`
class Others(MethodView):
    def get(self):
        return JSONResponse({"others": []})


for name, view in {"items": Items, "others": Others}.items():
    # Left on Flask: its rule is computed.
    pass


@app.get("/plain")
def plain():
    return [1, 2]
