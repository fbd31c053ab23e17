from compat.application import Application
from compat.responses import Response

app = Application(__name__)


class Csv(Response):
    default_mimetype = "text/csv"


@app.get("/csv")
def csv():
    return Csv("a,b\n1,2\n")


@app.get("/stream")
def stream():
    def rows():
        yield "a"
        yield "b"

    return Response(rows())


@app.get("/plain")
def plain():
    return Response("plain", status=202, content_type="text/plain; charset=utf-8")
