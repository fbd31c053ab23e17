from flask import Flask, request

app = Flask(__name__)

LIMITS = {"small": 2, "large": 4}


@app.route("/pick")
def pick():
    wanted = [x for x in "abcdef" if x in request.args.getlist("l")]
    first = (lambda: request.args.get("first", "none"))()

    def limited(items):
        return items[: LIMITS.get(request.args.get("size"), 3)]

    order = {k: request.args[k] for k in sorted(request.args)}
    return {"wanted": limited(wanted), "first": first, "order": order}


@app.route("/later")
def later():
    return sorted(["b", "a", "c"], key=lambda x: x == request.args.get("last"))
