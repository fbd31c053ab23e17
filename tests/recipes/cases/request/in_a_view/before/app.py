from flask import Flask, jsonify, request

app = Flask(__name__)


@app.route("/search")
def search():
    # The first value wins.
    term = request.args.get("q", "")
    limit = request.args.get("limit", 10, type=int)
    tags = request.args.getlist("tag")
    return jsonify(term=term, limit=limit, tags=tags, every=request.args.to_dict())


@app.route("/strict")
def strict():
    return {"q": request.args["q"]}


@app.route("/sign", methods=["POST"])
def sign():
    name = request.form["name"]  # answers 400 where it is missing
    return f"hello {name} from {request.form.get('town', 'nowhere')}"


@app.route("/json", methods=["POST"])
def body():
    data = request.json
    return {"got": data, "json": request.is_json}
