from functools import wraps

from fastapi.responses import HTMLResponse

from compat.application import Application
from compat.context import g, request
from compat.requests import Request
from compat.responses import JSONResponse
from compat.restful import Api, Resource, abort
from compat.routing import Router

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
        return JSONResponse({"kept": True})

    def patch(self, task):
        raise RuntimeError("not today")


bp = Router("api", prefix="/api")
api = Api(bp)
api.add_resource(Tasks, "/tasks", "/todo")
api.add_resource(Task, "/tasks/{task_id:int}")
api.add_resource(Mine, "/tasks/{task_id:int}/mine", endpoint="own")


def create_app():
    app = Application(__name__)
    app.include_router(bp)

    @app.errorhandler(404)
    def missing(error):
        return HTMLResponse("nothing here", 404)

    @app.after_request
    def tell(request: Request, response):
        response.headers["X-Endpoint"] = request.endpoint or "none"
        return response

    @app.post("/plain")
    def plain():
        return "plain"

    return app
