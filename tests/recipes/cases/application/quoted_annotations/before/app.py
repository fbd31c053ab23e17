from flask import Flask

app = Flask(__name__)


def named(value: "Flask") -> str:
    return value.name


@app.route("/")
def index():
    return named(app)
