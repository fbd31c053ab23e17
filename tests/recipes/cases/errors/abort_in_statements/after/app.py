from compat.application import Application
from compat.errors import abort

app = Application(__name__)


@app.get("/plain/{code:int}")
def plain(code: int):
    if code == 404:
        abort(404)
    if code == 400:
        abort(400, "too <small>")
    if code == 401: abort(401, description="who?")
    if code == 418:
        abort(
            418,  # short and stout
            f"code {code}",
        )
    abort(code)


@app.get("/caught")
def caught():
    try:
        abort(409, "caught")
    except Exception as error:
        return f"{type(error).__name__} {error.code} {error.description}"


@app.get("/missed")
def missed(code: str = "410"):
    try:
        abort(int(code))
    except ValueError:
        return "no number"
    finally:
        app.config["MISSED"] = True
