import sys

from flask import Flask

app = Flask(__name__)


@app.route("/")
def index():
    return "index"


if __name__ == "__main__":
    if len(sys.argv) > 2:
        app.run(sys.argv[1], int(sys.argv[2]), True)
    app.run(None, debug=True)
