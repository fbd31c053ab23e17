try:
    from flask import Flask, jsonify
except ImportError:  # pragma: no cover
    raise SystemExit("Flask is needed") from None

from flask import *

app = Flask(__name__)


@app.route("/star")
def star():
    return jsonify(x=request.args["x"], len=len(request.args))


def is_app(value: Flask) -> bool:
    return isinstance(value, Flask)


@app.route("/kind")
def kind():
    return {"kind": is_app(app)}
