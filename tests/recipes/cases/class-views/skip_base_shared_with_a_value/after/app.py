import importlib

from flask.views import MethodView

from compat.application import Application
from compat.legacy import Fallback
from compat.responses import JSONResponse

app = Application(__name__)
app.fallback = Fallback(lambda: importlib.import_module("flask_original.app").app)


# unflask UF112: the class view is more than a class with methods: its class, or one that shares a base with it, is used as a value at app.py:21
class Base(MethodView):
    def get(self):
        return JSONResponse({"name": type(self).__name__})


class Items(Base):
    pass


class Others(Base):
    pass


# Left on Flask: its class, or one that shares a base with it, is used as a value at app.py:21.
pass
for other in (Others,):
    # Left on Flask: its class cannot be told, or has bases that are not of the project.
    pass


@app.get("/plain")
def plain():
    return [1, 2]
