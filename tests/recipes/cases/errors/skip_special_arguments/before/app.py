from flask import Flask, abort
from werkzeug.exceptions import HTTPException, ServiceUnavailable

app = Flask(__name__)


class Plain(HTTPException):
    code = 409

    def get_body(self, environ=None, scope=None):
        return "plain text for " + environ["PATH_INFO"]


@app.route("/later")
def later():
    raise ServiceUnavailable("later", retry_after=5)


@app.route("/often")
def often():
    abort(429, retry_after=7)


@app.route("/body")
def body():
    raise Plain


@app.route("/plain")
def plain():
    abort(409)
