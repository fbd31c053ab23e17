from compat.application import Application
from compat.requests import Request
from compat.session import SessionMiddleware, flash

app = Application(__name__)
app.add_middleware(SessionMiddleware)


@app.get("/read")
def read(request: Request):
    return str(request.session.get("x"))


@app.get("/write")
def write(request: Request):
    request.session["x"] = 1
    return "written"


@app.get("/flash")
def flashed(request: Request):
    flash(request, "x")
    return "flashed"
