import time

from compat.application import Application
from compat.response import PlainResponse
from compat.responses import Response, make_response
from compat.responses import jsonify as to_json

app = Application(__name__)
app.json.compact = False

# What Werkzeug does in any case since 2.1.


def jsonify(**values):
    """Text of JSON that may be changed: not always what is returned."""
    response = to_json(**values)
    response.data += b" "
    return response


@app.get("/plain")
def plain():
    return PlainResponse("<b>no HTML</b>", status=202)


@app.get("/streamed/{n:int}")
def streamed(n: int):
    def pieces():
        for i in range(n):
            yield f"{i}\n"
            time.sleep(0)

    return PlainResponse(pieces(), headers={"Content-Type": "text/csv", "X-Rows": str(n)})


@app.get("/any")
def any_response():
    kinds = [isinstance(r, Response) for r in (make_response("x"), PlainResponse(), jsonify(a=1))]
    return jsonify(kinds=kinds, lengths=len(jsonify(a=[1, 2]).data))


@app.get("/headers")
def headers():
    response = make_response("x")
    response.headers = {"location": "/plain", "x-own": "1"}
    response.status_code = 302
    return response


@app.get("/listed")
def listed():
    response = jsonify(a=1)
    response.headers.add("x-lower", "1")
    response.headers["ETag"] = '"e"'
    return str([list(response.headers.keys()), sorted(response.headers)])
