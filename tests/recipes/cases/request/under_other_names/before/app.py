import flask as f
from flask import Flask
from flask import request as req

app = Flask(__name__)


@app.route("/alias")
def alias():
    return {"via": "name", "x": req.args.get("x")}


@app.route("/module")
def module():
    return f.jsonify(via="module", x=f.request.args.get("x"), url=f.request.url)


@app.route("/globals")
def inner():
    from flask.globals import request as local

    return {"via": "function", "x": local.args.get("x"), "base": local.base_url}
