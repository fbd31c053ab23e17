from compat.application import Application
from compat.context import g, request
from compat.requests import Request
from compat.responses import Response
from compat.session import SessionMiddleware
from compat.templating import stream_template, stream_template_string

app = Application(__name__)
app.add_middleware(SessionMiddleware)
app.secret_key = "s"


@app.get("/decorated")
def decorated(request: Request):
    def rows():
        yield request.args.get("name", "nobody")
        yield request.path

    return Response(rows())


@app.get("/called")
def called(request: Request):
    g.n = 3

    def rows():
        for i in range(g.n):
            yield f"{i},{request.method}\n"

    return Response(rows(), mimetype="text/csv")


@app.get("/direct")
def direct(request: Request):
    def rows():
        yield "a"
        yield request.path

    return rows(), 203, {"X-A": "b"}


@app.get("/events")
def events(request: Request):
    def feed():
        for i in range(3):
            yield f"data: {i} {request.args.get('q')}\n\n"

    response = Response(feed(), mimetype="text/event-stream")
    response.headers["Cache-Control"] = "no-cache"
    response.headers["X-Accel-Buffering"] = "no"
    return response


@app.get("/with-session")
def with_session(request: Request):
    request.session["a"] = 1

    def rows():
        yield str(request.session.get("a"))

    return Response(rows())


@app.get("/genexp")
def genexp(request: Request):
    return Response(c + request.path for c in "abc")


@app.get("/template")
def template():
    return stream_template("page.html", n=3)


@app.get("/template-string")
def template_string():
    return stream_template_string("{{ request.path }} {{ n }} & {{ x }}", n=3, x="<b>")


@app.get("/template-response")
def template_response():
    return Response(stream_template("page.html", n=2), mimetype="text/plain", status=201)


@app.get("/failing")
def failing():
    def rows():
        raise ValueError("first")
        yield "x"

    return Response(rows())


@app.get("/json-rows")
def json_rows():
    def rows():
        yield "["
        yield "1,2"
        yield "]"

    return Response(rows(), mimetype="application/json")


@app.get("/variable")
def variable(request: Request):
    lines = (c + request.path for c in "xy")
    return Response(lines)


def everywhere(n):
    for i in range(n):
        yield f"{i} {request.path}"


@app.get("/module")
def module():
    return Response(everywhere(2))


@app.get("/lines")
def lines(text: str = "a\nb"):
    return Response(iter(text.splitlines(keepends=True)), mimetype="text/plain")


@app.after_request
def after(response):
    response.headers["X-Streamed"] = str(response.is_streamed)
    return response
