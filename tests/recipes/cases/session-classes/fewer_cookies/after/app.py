from pydantic import BaseModel

from compat.application import Application
from compat.requests import Request
from compat.session_interface import SecureCookieSessionInterface, SessionMiddleware
from compat.values import Json


class Quiet(SecureCookieSessionInterface):
    def should_set_cookie(self, app, session):
        return session.modified


app = Application(__name__)
app.add_middleware(SessionMiddleware)
app.secret_key = "secret"
app.session_interface = Quiet()


class IndexAnswer(BaseModel):
    n: Json


@app.get("/", response_model=IndexAnswer)
def index(request: Request):
    request.session["n"] = request.session.get("n", 0) + 1
    return {"n": request.session["n"]}
