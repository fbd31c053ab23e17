from functools import wraps

from flask import Flask, g, jsonify, request

app = Flask(__name__)
TOKENS = {"s3cret": "ada"}


def require_token(view):
    @wraps(view)
    def wrapper(*args, **kwargs):
        g.user = TOKENS.get(request.headers.get("X-Token"))
        if g.user is None:
            return jsonify(error="bad token"), 401
        return view(*args, **kwargs)

    return wrapper


@app.route("/search")
def search():
    """What is found."""
    q = request.args.get("q", "")
    page = request.args.get("page", 1, type=int)
    size = request.args.get("size", default=0.5, type=float)
    tag = request.args.get("tag")
    # Zero is no limit.
    limit = request.args.get("limit", type=int)
    return jsonify(q=q, page=page, size=size, tag=tag, limit=limit)


@app.route("/words")
def words():
    return {
        "sort": request.args.get("sort", "name").upper(),
        "from": request.args.get("from", -1, int),
        "page-size": request.args.get("page-size", "7", type=int),
        "state": request.args.get("state", 0),
    }


@app.route("/rows/<int:row>", methods=["GET", "POST"])
@require_token
def rows(row, unit="cm"):
    flag = request.args.get("flag", 'it\'s "on"')
    flag = flag.strip()
    if request.method == "POST":
        return {"row": row, "by": request.args.get("by"), "user": g.user}, 201
    return {"row": row, "flag": flag, "by": request.args.get("by"), "unit": unit}


@app.route("/only")
def only():
    name = request.args.get("name")
    return [find(lambda: request.args.get("depth", 3, type=int)), name]


def find(read):
    return read()
