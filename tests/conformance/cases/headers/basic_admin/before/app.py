import hmac

from flask import Flask, Response, abort, redirect, request, url_for

app = Flask(__name__)
app.config.update(ADMIN_USER="root", ADMIN_PASSWORD="tröt:zky", SETTINGS_TITLE="Boiler room")


def _same(left, right):
    return hmac.compare_digest(left.encode(), right.encode())


def authenticate():
    return Response(
        "Please log in.\n", 401, {"WWW-Authenticate": 'Basic realm="Boiler", charset="UTF-8"'}
    )


def check(auth):
    return (
        auth is not None
        and auth.type == "basic"
        and _same(auth.username or "", app.config["ADMIN_USER"])
        and _same(auth.password or "", app.config["ADMIN_PASSWORD"])
    )


def requires_auth(view):
    def decorated(*args, **kwargs):
        if not check(request.authorization):
            return authenticate()
        return view(*args, **kwargs)

    decorated.__name__ = view.__name__
    return decorated


@app.route("/")
def index():
    auth = request.authorization
    if not auth:
        return redirect(url_for("login"))
    return f"Hello {auth.username or 'stranger'}"


@app.route("/login")
@requires_auth
def login():
    return redirect(url_for(".settings"), code=303)


@app.route("/settings")
@requires_auth
def settings():
    return {"title": app.config["SETTINGS_TITLE"], "by": request.authorization["username"]}


@app.route("/token")
def token():
    auth = request.authorization
    if auth is None or auth.type != "bearer":
        abort(401)
    return {"type": auth.type, "token": auth.token, "user": auth.username}
