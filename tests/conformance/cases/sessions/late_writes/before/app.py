from flask import (
    Flask,
    Response,
    after_this_request,
    g,
    jsonify,
    make_response,
    request,
    session,
    stream_with_context,
)

app = Flask(__name__)
app.secret_key = "late"
app.config["SESSION_COOKIE_SAMESITE"] = "Lax"
seen = []


def touch(name):
    """Notes in the session, once the answer is there, that something was used."""

    @after_this_request
    def write(response):
        session[name] = session.get(name, 0) + 1
        response.set_cookie(f"last_{name}", str(session[name]), max_age=60, httponly=True)
        return response


@app.teardown_request
def closing(error):
    # Too late for the cookie, but not for the log.
    seen.append([session.get("user"), type(error).__name__ if error else None])


@app.route("/use/<name>")
def use(name):
    touch(name)
    if name == "broken":
        raise LookupError(name)
    return f"used {name}"


@app.route("/login", methods=["POST"])
def login():
    session["user"] = request.form["user"]
    response = make_response(jsonify(user=session["user"]))
    response.delete_cookie("last_tool")
    return response


@app.route("/stream")
def stream():
    def lines():
        yield f"for {session.get('user', 'nobody')}\n"
        session["streamed"] = True
        yield "done\n"

    return Response(stream_with_context(lines()), mimetype="text/plain")


@app.route("/state")
def state():
    cookies = {name: value for name, value in request.cookies.items() if name != "session"}
    return jsonify(session=dict(session), cookies=cookies)


@app.route("/seen")
def log():
    g.count = len(seen)
    return jsonify(seen[:5], g.count)
