from functools import wraps

from flask import Blueprint, Flask, g, jsonify, request
from flask_restful import Api, Resource, abort

TASKS = {1: {"id": 1, "text": "Sweep"}, 2: {"id": 2, "text": "Mop"}}
KEYS = {"s3cret": "ada"}


def need_key(method):
    """Let only those in who have a key."""

    @wraps(method)
    def wrapper(*args, **kwargs):
        owner = KEYS.get(request.headers.get("X-Key", ""))
        if owner is None:
            abort(401)
        if kwargs.pop("task_id", 1) == 13:
            abort(418, message="no such luck", owner=owner)
        g.owner = owner
        return method(*args, task=TASKS.get(1), **kwargs)

    return wrapper


class Tasks(Resource):
    """All tasks."""

    def get(self):
        """List them."""
        return list(TASKS.values())

    def post(self):
        """Add one."""
        sent = request.get_json()
        if "text" not in sent:
            abort(400, message="text is missing", fields=["text"])
        return {"id": 3, "text": sent["text"]}, 201, {"Location": "/api/tasks/3"}


class Task(Resource):
    def get(self, task_id):
        task = TASKS.get(task_id)
        if task is None:
            return "Not Found", 404
        return task

    def delete(self, task_id):
        if task_id not in TASKS:
            abort(404)
        return "", 204


class Mine(Resource):
    method_decorators = [need_key]

    def get(self, task):
        return {"task": task, "owner": g.owner}

    def put(self, task):
        return jsonify(kept=True)

    def patch(self, task):
        raise RuntimeError("not today")


bp = Blueprint("api", __name__, url_prefix="/api")
api = Api(bp)
api.add_resource(Tasks, "/tasks", "/todo")
api.add_resource(Task, "/tasks/<int:task_id>")
api.add_resource(Mine, "/tasks/<int:task_id>/mine", endpoint="own")


def create_app():
    app = Flask(__name__)
    app.register_blueprint(bp)

    @app.errorhandler(404)
    def missing(error):
        return "nothing here", 404

    @app.after_request
    def tell(response):
        response.headers["X-Endpoint"] = request.endpoint or "none"
        return response

    @app.route("/plain", methods=["POST"])
    def plain():
        return "plain"

    return app
