from compat.application import Application
from compat.context import request

app = Application(__name__)


def wanted(default="none"):
    return request.args.get("q", default)


@app.get("/q")
def q():
    return wanted() + wanted(default="!")
