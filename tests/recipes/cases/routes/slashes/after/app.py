from compat.application import Application
from compat.requests import Request

app = Application(__name__)


@app.get("/with/")
def with_slash():
    return "with"


@app.get("/without")
def without():
    return "without"


@app.get("/loose/", strict_slashes=False)
def loose(request: Request):
    return request.path


@app.api_route("/both/{name}/", methods=["GET", "POST"])
def both(name: str):
    return name
