import importlib

from compat.application import Application
from compat.legacy import Fallback
from compat.responses import jsonify

app = Application(__name__)
app.fallback = Fallback(lambda: importlib.import_module("flask_original.app").app)
other = Application("other")
other.fallback = Fallback(lambda: importlib.import_module("flask_original.app").other)
other.json.sort_keys = False


# Flask still answers GET /other: UF105 a view uses an attribute of the application object that has no counterpart: `json` (app.py:10).
def theirs():
    # unflask UF105: a view uses an attribute of the application object that has no counterpart: `json`
    return other.json.response(b=1, a=2)


@app.get("/own")
def own():
    return jsonify(b=1, a=2)
