from flask import Flask, request

from decorators import Callback, cached, filled, only, typed

app = Flask(__name__)


@app.route("/cached/<int:number>")
@cached
def numbers(number):
    return f"{number} {request.method}"


@app.route("/typed")
@typed
def typed_view(number):
    return f"{number}"


@app.route("/only")
@only("POST")
def only_post():
    return request.method


@app.route("/filled")
@filled
def filled_view(word):
    return word


@app.route("/callback")
@Callback
def callback():
    return "called"


@app.route("/plain")
def plain():
    return "plain"
