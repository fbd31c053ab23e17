from compat.application import Application
from compat.errors import (
    Conflict,
    Gone,
    HTTPError,
    HTTPException,
    MethodNotAllowed,
    abort,
)
from compat.requests import Request
from compat.responses import Response

app = Application(__name__)


class Moved(Gone):
    description = "It has moved:\n<b>nobody</b> knows where."

    def get_description(self, environ=None, scope=None):
        return super().get_description(environ, scope).replace("nobody", "somebody")


class Taken(Conflict):
    def __init__(self, name):
        super().__init__(f"{name} is taken")
        self.taken = name

    def get_headers(self, *args):
        return [*super().get_headers(*args), ("X-Taken", self.taken)]

    def get_body(self, *args):
        return f"<p>Choose another name than {self.taken}</p>"


class Asleep(HTTPError):
    code = 503

    def get_response(self, environ=None, scope=None):
        response = super().get_response(environ, scope)
        response.headers["Retry-After"] = "60"
        return response


class Bare(HTTPError):
    code = 402

    def get_response(self, environ=None):
        return Response("pay first\n", self.code, mimetype="text/plain")


@app.get("/names/{name}")
def name(name: str):
    if name == "moved":
        raise Moved
    if name == "asleep":
        raise Asleep("Come back later.")
    if name == "bare":
        raise Bare
    if name == "put":
        raise MethodNotAllowed(["PUT", "GET"])
    if name == "none":
        abort(404)
    raise Taken(name)


@app.errorhandler(HTTPException)
def say(request: Request, error):
    part = request.args.get("part")
    if part == "description":
        return error.get_description(), error.code
    if part == "body":
        return error.get_body(), error.code, {"X-Name": error.name}
    if part == "headers":
        return {"headers": error.get_headers()}, error.code
    if part == "response":
        response = error.get_response()
        response.headers["X-Handled"] = "yes"
        return response
    return error
