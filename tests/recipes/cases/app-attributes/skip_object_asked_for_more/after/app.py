import importlib
from threading import Thread

from pydantic import BaseModel

from compat.application import Application
from compat.context import current_app, current_app_object
from compat.legacy import Fallback

app = Application(__name__)
app.fallback = Fallback(lambda: importlib.import_module("flask_original.app").app)
app.config["WORD"] = "hello"

PAGES = []


def draw(app):
    # unflask UF105: a view uses an attribute of the application object that has no counterpart: `test_request_context`
    with app.test_request_context("/other"):
        PAGES.append(app.config["WORD"])


# Flask still answers GET /thread: UF105 a view uses an attribute of the application object that has no counterpart: `test_request_context` (app.py:12) (through thread → draw).
class ThreadAnswer(BaseModel):
    pages: int


def thread():
    job = Thread(target=draw, args=(current_app_object(),))
    job.start()
    job.join()
    return {"pages": len(PAGES)}


# Flask still answers GET /as_a_value: UF105 a view uses an attribute of the application object that has no counterpart: `_get_current_object` (app.py:26).
def as_a_value():
    # unflask UF105: a view uses an attribute of the application object that has no counterpart: `_get_current_object`
    find = current_app._get_current_object
    return find().config["WORD"]


@app.get("/fine")
def fine():
    return current_app_object().config["WORD"]
