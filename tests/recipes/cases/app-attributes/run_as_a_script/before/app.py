import sys

from flask import Flask

app = Flask(__name__)


@app.route("/")
def index():
    return "index"


def main() -> None:
    # Only for development.
    app.run(debug=True, host="127.0.0.1", port=int(sys.argv[1]))


if __name__ == "__main__":
    main()
    app.run(debug=True)
