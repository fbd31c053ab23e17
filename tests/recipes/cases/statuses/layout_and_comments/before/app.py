from flask import Flask

app = Flask(__name__)


@app.route("/long")
def long():
    return {
        # why
        "error": "conflict",  # what
    }, 409


@app.route("/noted")
def noted():
    return (
        {"error": "gone"},  # the body
        410,  # the status
    )
