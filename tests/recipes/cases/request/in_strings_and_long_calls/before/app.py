from flask import (
    Flask,  # the framework
    jsonify,
    request,  # what the client sent
)

app = Flask(__name__)


@app.route("/greet")
def greet():
    name = f"{request.args.get('name', 'you')!r:>10}"
    page = f"page {request.args['page']}" if "page" in request.args else f'{request.method} "{request.path}"'
    return jsonify(
        # who
        name=name,
        page=page,  # where
        many=request.args.get(
            "many",  # how often
            1,
            type=int,  # a number
        ),
    )


@app.route("/sum", methods=("POST",))
def total():
    values = (request.json or {}).get("values", [])
    return {
        "sum": sum(values),
        "negative": not request.json,
        "agent": request.headers.get("User-Agent", "").split("/")[0],
    }
