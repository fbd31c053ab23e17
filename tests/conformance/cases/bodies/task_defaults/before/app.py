from flask import Flask, g, jsonify, request

from normalize import clean, with_defaults

app = Flask(__name__)


@app.before_request
def prepare():
    """Strip texts before any view looks at the body; bad bodies are the views' business."""
    g.changed = 0
    if request.is_json:
        g.changed = clean(request.get_json(silent=True))


@app.after_request
def tell(response):
    response.headers["X-Changed"] = str(g.changed)
    return response


@app.route("/tasks", methods=["POST"])
@with_defaults(priority=3, labels=None)
def create():
    task = request.get_json()
    if not task.get("title"):
        return jsonify(error="title is missing", got=sorted(task)), 422
    return jsonify(id=1, **task), 201


@app.route("/tasks/<int:number>", methods=["PUT"])
def replace(number):
    task = request.json
    task.pop("id", None)
    return {"id": number, "fields": sorted(request.json), "title": request.json.get("title")}


@app.route("/tasks/bulk", methods=["POST"])
def bulk():
    return {"titles": [task["title"] for task in request.json], "changed": g.changed}
