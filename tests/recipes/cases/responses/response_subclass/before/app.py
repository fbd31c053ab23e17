from flask import Flask, Response, stream_with_context

app = Flask(__name__)


class Csv(Response):
    default_mimetype = "text/csv"


@app.route("/csv")
def csv():
    return Csv("a,b\n1,2\n")


@app.route("/stream")
def stream():
    @stream_with_context
    def rows():
        yield "a"
        yield "b"

    return Response(rows())


@app.route("/plain")
def plain():
    return Response("plain", status=202, content_type="text/plain; charset=utf-8")
