import time

from flask import Flask, Response, jsonify as to_json, make_response

try:
    from werkzeug.wrappers import Response
except ImportError:  # Werkzeug before 2.1
    from werkzeug.wrappers import BaseResponse as Response

app = Flask(__name__)
app.json.compact = False

# What Werkzeug does in any case since 2.1.
Response.autocorrect_location_header = False


def jsonify(**values):
    """Text of JSON that may be changed: not always what is returned."""
    response = to_json(**values)
    response.data += b" "
    return response


@app.route("/plain")
def plain():
    return Response("<b>no HTML</b>", status=202)


@app.route("/streamed/<int:n>")
def streamed(n):
    def pieces():
        for i in range(n):
            yield f"{i}\n"
            time.sleep(0)

    return Response(pieces(), headers={"Content-Type": "text/csv", "X-Rows": str(n)})


@app.route("/any")
def any_response():
    kinds = [isinstance(r, Response) for r in (make_response("x"), Response(), jsonify(a=1))]
    return jsonify(kinds=kinds, lengths=len(jsonify(a=[1, 2]).data))


@app.route("/headers")
def headers():
    response = make_response("x")
    response.headers = {"location": "/plain", "x-own": "1"}
    response.status_code = 302
    return response


@app.route("/listed")
def listed():
    response = jsonify(a=1)
    response.headers.add("x-lower", "1")
    response.headers["ETag"] = '"e"'
    return str([list(response.headers.keys()), sorted(response.headers)])
