from flask import Flask, jsonify
from werkzeug import exceptions
from werkzeug.exceptions import BadRequest, HTTPException

app = Flask(__name__)


class Broke(HTTPException):
    code = 402
    description = "There is no money left."


class Invalid(BadRequest):
    def __init__(self, field):
        super().__init__(f"{field} is invalid")
        self.field = field


@app.errorhandler(Invalid)
def invalid(error):
    return jsonify(field=error.field, code=error.code, text=error.description), error.code


@app.route("/broke")
def broke():
    raise Broke


@app.route("/invalid/<field>")
def check(field):
    raise Invalid(field)


@app.route("/module")
def module():
    raise exceptions.ServiceUnavailable("later")


@app.route("/with-response")
def with_response():
    raise HTTPException(response=jsonify(a=1))
