from flask import Flask, jsonify, make_response, request

app = Flask(__name__)
ROWS = {"a": 1}


@app.after_request
def tagged(response):
    if request.path.startswith("/tagged"):
        response.add_etag()
        return response.make_conditional(request)
    return response


@app.get("/tagged")
def rows():
    return jsonify(ROWS)


@app.get("/own")
def own():
    response = make_response(jsonify(ROWS))
    response.set_etag("v1")
    return response.make_conditional(request)


@app.get("/part")
def part():
    response = make_response(b"0123456789")
    return response.make_conditional(request, accept_ranges=True, complete_length=10)


@app.get("/environ")
def environ():
    response = make_response("text")
    response.add_etag(weak=True)
    return response.make_conditional(request.environ)


@app.get("/given")
def given():
    response = make_response("text")
    response.add_etag()
    return response.make_conditional(request_or_environ=request)
