import importlib

from pydantic import BaseModel

from compat.application import Application
from compat.context import current_app
from compat.legacy import Fallback
from compat.requests import Request

app = Application(__name__)
app.fallback = Fallback(lambda: importlib.import_module("flask_original.app").app)


@app.get("/hello/{name}")
def hello(request: Request, name: str):
    return f"hello {name} from {request.path}"


# Flask still answers GET /again/<name>: UF105 a view uses an attribute of the application object that has no counterpart: `view_functions` (app.py:13).
def again(name: str):
    # unflask UF105: a view uses an attribute of the application object that has no counterpart: `view_functions`
    return current_app.view_functions["hello"](name)


# Flask still answers GET /name: UF105 a view uses an attribute of the application object that has no counterpart: `view_functions` (app.py:18).
def name():
    # unflask UF105: a view uses an attribute of the application object that has no counterpart: `view_functions`
    return current_app.view_functions["hello"].__name__


# Flask still answers GET /all: UF105 a view uses an attribute of the application object that has no counterpart: `view_functions` (app.py:23).
class EverythingAnswer(BaseModel):
    count: int


def everything():
    # unflask UF105: a view uses an attribute of the application object that has no counterpart: `view_functions`
    return {"count": len(current_app.view_functions)}


# Flask still answers GET /handed: UF105 a view uses an attribute of the application object that has no counterpart: `view_functions` (app.py:28).
def handed():
    # unflask UF105: a view uses an attribute of the application object that has no counterpart: `view_functions`
    views = list(current_app.view_functions.values())
    return str(views[1]("x"))
