import importlib

from compat.application import Application
from compat.legacy import Fallback
from compat.routing import Router

app = Application(__name__)
app.fallback = Fallback(lambda: importlib.import_module("flask_original.app").app)
pages = Router("pages", __name__, static_folder="static")


# Flask still answers GET /pages/<name>: UF105 a view uses an attribute of the application object that has no counterpart: `send_static_file` (app.py:9).
def page(name: str):
    # unflask UF105: a view uses an attribute of the application object that has no counterpart: `send_static_file`
    return pages.send_static_file(name)


# Flask still answers GET /sent/<name>: UF105 a view uses an attribute of the application object that has no counterpart: `send_static_file` (app.py:14).
def sent(name: str):
    # unflask UF105: a view uses an attribute of the application object that has no counterpart: `send_static_file`
    send = app.send_static_file
    return send(name)


@app.get("/plain")
def plain():
    return "plain"


app.include_router(pages, prefix="/pages")
