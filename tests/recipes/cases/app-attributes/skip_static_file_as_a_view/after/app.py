import importlib

from compat.application import Application
from compat.legacy import Fallback

app = Application(__name__)
app.fallback = Fallback(lambda: importlib.import_module("flask_original.app").app)


# Flask still answers GET /sent/<name>: UF105 a view uses an attribute of the application object that has no counterpart: `send_static_file` (app.py:8).
def sent(name: str):
    # unflask UF105: a view uses an attribute of the application object that has no counterpart: `send_static_file`
    send = app.send_static_file
    return send(name)


@app.get("/plain")
def plain():
    return "plain"

