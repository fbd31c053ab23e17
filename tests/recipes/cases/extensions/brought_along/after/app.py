import importlib

from compat.application import Application
from compat.legacy import Fallback

app = Application(__name__)
# unflask UF204: a Flask extension was taken out of the converted application: Flasgger; instead: FastAPI's own OpenAPI documents
app.fallback = Fallback(lambda: importlib.import_module("flask_original.app").app)


@app.get("/colors/{palette}")
def colors(palette: str):
    """Return the colors of a palette.
    ---
    tags: [colors]
    """
    return {palette: ["red"]}
