from compat.application import Application
from compat.routing import Router

app = Application(__name__)
bp = Router("api", prefix="/api")


def index():
    return "index"


def show(key, deep=False):
    return f"{key} {deep}"


app.add_url_rule("/", view_func=index)
app.add_url_rule("/show/{key}", "shown", show, methods=["GET", "POST"])
bp.add_url_rule("/show/{key:int}", view_func=show, defaults={"deep": True})
app.include_router(bp)
