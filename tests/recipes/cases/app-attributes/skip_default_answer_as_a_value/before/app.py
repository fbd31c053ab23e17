from flask import Flask

app = Flask(__name__)


@app.route("/items", methods=["GET", "POST"])
def items():
    answer = app.make_default_options_response
    return answer()


@app.route("/plain")
def plain():
    return "plain"
