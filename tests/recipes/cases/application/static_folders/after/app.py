from compat.application import Application
from compat.routing import Router
from compat.urls import url_for

app = Application(__name__, static_url_path="/assets", static_folder="public")
bp = Router("bp", __name__, prefix="/bp", static_folder="files")


@bp.get("/links")
def links():
    return [url_for(".static", filename="a.css"), url_for("static", filename="b.txt")]


app.include_router(bp)
