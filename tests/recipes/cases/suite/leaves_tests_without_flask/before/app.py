from flask import Flask

from sums import add

app = Flask(__name__)


@app.route("/add/<int:a>/<int:b>")
def added(a, b):
    return str(add(a, b))
