from flask import Flask, abort, request

app = Flask(__name__)


@app.before_request
def no_chunks():
    if request.environ.get("HTTP_TRANSFER_ENCODING", "").lower() == "chunked":
        server = request.environ.get("SERVER_SOFTWARE", "")
        if not server.startswith("gunicorn/"):
            abort(501)
        if "wsgi.input_terminated" not in request.environ:
            request.environ["wsgi.input_terminated"] = 1


@app.get("/")
def index():
    return {"gunicorn": request.environ["SERVER_SOFTWARE"].startswith("gunicorn/")}


@app.get("/server")
def server():
    return "served by " + request.environ["SERVER_SOFTWARE"].partition("/")[0]


@app.post("/echo")
def echo():
    return request.get_data()
