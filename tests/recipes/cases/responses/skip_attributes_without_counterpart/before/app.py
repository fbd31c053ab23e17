from flask import Flask, Response, make_response

app = Flask(__name__)


@app.get("/part")
def part():
    response = make_response("half of it", 206)
    response.content_range.set("bytes", 0, 10, 20)
    return response


@app.get("/alone")
def alone():
    response = make_response("nobody else's window")
    response.headers["Cross-Origin-Opener-Policy"] = "same-origin"
    return response


@app.get("/unmeasured")
def unmeasured():
    response = Response("no length")
    response.automatically_set_content_length = False
    return response


@app.get("/short")
def short():
    return Response("short")


@app.get("/passed")
def passed():
    response = make_response("sent as it is")
    return str(response.direct_passthrough)
