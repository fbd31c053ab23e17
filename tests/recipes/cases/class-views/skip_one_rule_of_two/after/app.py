import importlib

from compat.application import Application
from compat.legacy import Fallback

app = Application(__name__)
app.fallback = Fallback(lambda: importlib.import_module("flask_original.app").app)
PREFIX = "plain"


class Items:
    def get(self, word="none"):
        return {"word": word}


items = Items()
app.add_api_route("/items", items.get, methods=["GET"], name="items")
# Left on Flask: its rule is computed.
pass
pass
# Left on Flask: its rule is computed.
pass


@app.get("/plain")
def plain():
    return [1, 2]
