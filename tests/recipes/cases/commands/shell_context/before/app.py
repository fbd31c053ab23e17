from flask import Flask

app = Flask(__name__)


@app.shell_context_processor
def names():
    return {"answer": 42}


@app.route("/")
def index():
    return "index"
