from flask import Flask, request

app = Flask(__name__)


def name_of(req, fallback="nobody"):
    """Read the name from whatever request it is given."""
    return req.form.get("name") or req.args.get("name", fallback)


def method_of(*, req):
    return req.method + " " + req.url


@app.route("/name", methods=["GET", "POST"])
def name():
    return {"name": name_of(request), "method": method_of(req=request)}
