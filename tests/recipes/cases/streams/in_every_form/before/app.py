from flask import (
    Flask,
    Response,
    current_app,
    g,
    request,
    session,
    stream_template,
    stream_template_string,
    stream_with_context,
)

app = Flask(__name__)
app.secret_key = "s"


@app.route("/decorated")
def decorated():
    @stream_with_context
    def rows():
        yield request.args.get("name", "nobody")
        yield request.path

    return Response(rows())


@app.route("/called")
def called():
    g.n = 3

    def rows():
        for i in range(g.n):
            yield f"{i},{request.method}\n"

    return Response(stream_with_context(rows()), mimetype="text/csv")


@app.route("/direct")
def direct():
    def rows():
        yield "a"
        yield request.path

    return stream_with_context(rows()), 203, {"X-A": "b"}


@app.route("/events")
def events():
    def feed():
        for i in range(3):
            yield f"data: {i} {request.args.get('q')}\n\n"

    response = Response(stream_with_context(feed()), mimetype="text/event-stream")
    response.headers["Cache-Control"] = "no-cache"
    response.headers["X-Accel-Buffering"] = "no"
    return response


@app.route("/with-session")
def with_session():
    session["a"] = 1

    def rows():
        yield str(session.get("a"))

    return Response(stream_with_context(rows()))


@app.route("/genexp")
def genexp():
    return Response(stream_with_context(c + request.path for c in "abc"))


@app.route("/template")
def template():
    return stream_template("page.html", n=3)


@app.route("/template-string")
def template_string():
    return stream_template_string("{{ request.path }} {{ n }} & {{ x }}", n=3, x="<b>")


@app.route("/template-response")
def template_response():
    return Response(stream_template("page.html", n=2), mimetype="text/plain", status=201)


@app.route("/failing")
def failing():
    @stream_with_context
    def rows():
        raise ValueError("first")
        yield "x"

    return Response(rows())


@app.route("/json-rows")
def json_rows():
    def rows():
        yield "["
        yield "1,2"
        yield "]"

    return app.response_class(stream_with_context(rows()), mimetype="application/json")


@app.route("/variable")
def variable():
    lines = (c + request.path for c in "xy")
    return current_app.response_class(stream_with_context(lines))


@stream_with_context
def everywhere(n):
    for i in range(n):
        yield f"{i} {request.path}"


@app.route("/module")
def module():
    return Response(everywhere(2))


@app.route("/lines")
def lines():
    text = request.args.get("text", "a\nb")
    return Response(stream_with_context(text.splitlines(keepends=True)), mimetype="text/plain")


@app.after_request
def after(response):
    response.headers["X-Streamed"] = str(response.is_streamed)
    return response
