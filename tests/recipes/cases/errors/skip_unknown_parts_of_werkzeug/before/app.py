from flask import Flask
from werkzeug.exceptions import Aborter, default_exceptions

app = Flask(__name__)
stop = Aborter()


@app.route("/stop")
def stopped():
    stop(404)


@app.route("/names")
def names():
    return {str(code): kind.__name__ for code, kind in default_exceptions.items() if code < 403}


@app.route("/plain")
def plain():
    return "plain"
