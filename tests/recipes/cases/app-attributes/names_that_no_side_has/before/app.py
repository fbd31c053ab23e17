from flask import Flask, current_app

app = Flask(__name__)


@app.route("/divide/<int:number>")
def divide(number):
    try:
        return str(12 // number)
    except ZeroDivisionError:
        if current_app.propagate_exceptions:
            raise
        return "no"


@app.route("/environment")
def environment():
    try:
        return app.env
    except AttributeError:
        return "none"
