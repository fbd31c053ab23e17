from flask import Blueprint, abort, jsonify, request

from . import store

bp = Blueprint("tasks", __name__)


def invalid(message):
    return jsonify({"error": {"code": "invalid", "message": message}}), 400


def find(task_id):
    task = store.tasks.get(task_id)
    if task is None:
        abort(404)
    return task


@bp.route("", methods=["GET"])
def list_tasks():
    """All tasks, the urgent ones first."""
    return [
        {"id": task["id"], "title": task["title"], "done": task["done"]}
        for task in sorted(store.tasks.values(), key=lambda t: (-t["priority"], t["id"]))
    ]


@bp.route("", methods=["POST"])
def add_task():
    data = request.get_json()
    if not data or "title" not in data:
        return jsonify({"error": {"code": "invalid", "message": "A task has a title"}}), 400
    title = data["title"]
    notes = data.get("notes", "")
    priority = data.get("priority", 3)
    if priority < 1 or priority > 5:
        return jsonify({"error": {"code": "invalid", "message": "Priority is 1 to 5"}}), 400
    task = store.add(title, notes, priority)
    return {
        "id": task["id"],
        "title": task["title"],
        "notes": task["notes"],
        "priority": task["priority"],
        "done": task["done"],
    }, 201


@bp.route("/<int:task_id>", methods=["GET"])
def get_task(task_id):
    task = find(task_id)
    return {
        "id": task["id"],
        "title": task["title"],
        "notes": task["notes"],
        "priority": task["priority"],
        "done": task["done"],
        "comments": len(task["comments"]),
    }


@bp.route("/<int:task_id>", methods=["PUT"])
def replace_task(task_id):
    task = find(task_id)
    task["title"] = request.json["title"]
    task["notes"] = request.json["notes"]
    task["done"] = request.json["done"]
    return {"id": task["id"], "title": task["title"], "notes": task["notes"], "done": task["done"]}


@bp.route("/<int:task_id>", methods=["PATCH"])
def change_task(task_id):
    """Change what is named, leave the rest."""
    task = find(task_id)
    data = request.get_json()
    if "title" in data:
        if not data["title"]:
            return invalid("A task has a title")
        task["title"] = data["title"]
    if "notes" in data:
        task["notes"] = data["notes"]
    if "done" in data:
        task["done"] = data["done"]
    return {"id": task["id"], "title": task["title"], "notes": task["notes"], "done": task["done"]}


@bp.route("/<int:task_id>", methods=["DELETE"])
def delete_task(task_id):
    find(task_id)
    del store.tasks[task_id]
    return "", 204


@bp.route("/<int:task_id>/comments", methods=["GET"])
def list_comments(task_id):
    return jsonify(find(task_id)["comments"])


@bp.route("/<int:task_id>/comments", methods=["POST"])
def add_comment(task_id):
    task = find(task_id)
    body = request.get_json(silent=True)
    if body is None:
        return invalid("Send JSON")
    text = body.get("text")
    if not isinstance(text, str) or not text.strip():
        return invalid("A comment has a text")
    comment = {"author": body.get("author", "anonymous"), "text": text.strip()}
    task["comments"].append(comment)
    return jsonify(comment), 201


@bp.route("/search", methods=["POST"])
def search():
    data = request.json or {}
    words = data.get("words", [])
    done = data.get("done")
    found = [
        task
        for task in store.tasks.values()
        if (done is None or task["done"] == done)
        and all(word.lower() in task["title"].lower() for word in words)
    ]
    return jsonify({"count": len(found), "tasks": [task["id"] for task in found]})


@bp.route("/settings", methods=["GET", "PUT"])
def settings():
    """The settings; which there are is up to the clients."""
    if request.method == "PUT":
        values = request.get_json()
        if not isinstance(values, dict):
            return invalid("Settings are an object")
        return jsonify(store.save_settings(values))
    return jsonify(store.settings)


@bp.route("/import", methods=["POST"])
def import_tasks():
    """Take tasks from another system: an object of titles and priorities."""
    data = request.get_json()
    added = []
    for title, priority in data.items():
        added.append(store.add(title, priority=priority)["id"])
    return jsonify(added=added), 201
