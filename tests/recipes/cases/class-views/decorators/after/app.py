from functools import wraps

from fastapi import HTTPException
from fastapi.responses import HTMLResponse

from compat.application import Application
from compat.context import request
from compat.requests import Request
from compat.responses import JSONResponse

app = Application(__name__)


def login_required(f):
    @wraps(f)
    def decorated(*args, **kwargs):
        if "X-User" not in request.headers:
            raise HTTPException(401)
        return f(*args, **kwargs)

    return decorated


def role_required(role):
    def decorator(f):
        @wraps(f)
        def decorated(**kwargs):
            if request.headers.get("X-Role") != role:
                return JSONResponse({"needs": role}), 403
            return f(**kwargs)

        return decorated

    return decorator


class Accounts:
    """The accounts of all users."""

    def get(self, request: Request, number: int):
        return {"number": number, "user": request.headers["X-User"]}

    def delete(self, number: int):
        return HTMLResponse("", 204)


class Me:
    def dispatch_request(self, request: Request):
        return {"user": request.headers["X-User"]}


class Mixed:
    @login_required
    def post(self, number: int):
        return JSONResponse({"number": number}, 201)

    def get(self, number: int):
        return {"number": number}


class Open:
    def get(self):
        return {"open": True}

    def post(self):
        return {"posted": True}


accounts = Accounts()
app.add_api_route(
    "/accounts/{number:int}",
    login_required(role_required("admin")(accounts.get)),
    methods=["GET"],
    name="accounts",
)
app.add_api_route(
    "/accounts/{number:int}",
    login_required(role_required("admin")(accounts.delete)),
    methods=["DELETE"],
    name="accounts",
)
app.add_api_route(
    "/me", login_required(Me().dispatch_request), methods=["GET"], name="me"
)
mixed = Mixed()
app.add_api_route("/mixed/{number:int}", mixed.get, methods=["GET"], name="mixed")
app.add_api_route("/mixed/{number:int}", mixed.post, methods=["POST"], name="mixed")
private = Open()
app.add_api_route(
    "/private/me", login_required(private.get), methods=["GET"], name="private"
)
app.add_api_route(
    "/private/me", login_required(private.post), methods=["POST"], name="private"
)
open_me = Open()
app.add_api_route("/open/me", open_me.get, methods=["GET"], name="open_me")
app.add_api_route("/open/me", open_me.post, methods=["POST"], name="open_me")
