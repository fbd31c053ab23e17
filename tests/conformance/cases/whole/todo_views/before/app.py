from flask import Flask, jsonify, render_template, request
from flask.views import MethodView, View

from store import Conflict, NotThere, Store

app = Flask(__name__)
app.config["PAGE"] = 2
todos = Store("todo")
lists = Store("list")


def json_only(view):
    def wrapper(*args, **kwargs):
        if request.method in ("POST", "PUT", "PATCH") and not request.is_json:
            return jsonify(error="send JSON"), 415
        return view(*args, **kwargs)

    return wrapper


class ItemAPI(MethodView):
    init_every_request = False
    decorators = [json_only]

    def __init__(self, store):
        self.store = store

    def get(self, id):
        return jsonify(self.store.get(id))

    def patch(self, id):
        changes = request.get_json()
        unknown = set(changes) - {"text", "done"}
        if unknown:
            return jsonify(error="unknown fields", fields=sorted(unknown)), 422
        return jsonify(self.store.update(id, **changes))

    def delete(self, id):
        self.store.delete(id)
        return "", 204


class GroupAPI(MethodView):
    decorators = [json_only]

    def __init__(self, store):
        self.store = store

    def get(self):
        done = request.args.get("done")
        found = (
            self.store.all()
            if done is None
            else [x for x in self.store.all() if x["done"] == (done == "1")]
        )
        offset = request.args.get("offset", 0, type=int)
        return jsonify(items=found[offset : offset + app.config["PAGE"]], total=len(found))

    def post(self):
        item = self.store.add(request.json["text"])
        return jsonify(item), 201, {"X-Kind": self.store.kind}


class PageView(View):
    methods = ["GET", "POST"]

    def __init__(self, template):
        self.template = template

    def context(self):
        return {"title": self.template.partition(".")[0]}

    def dispatch_request(self):
        if request.method == "POST":
            todos.add(request.form["text"])
        return render_template(self.template, **self.context())


class BoardPage(PageView):
    def context(self):
        return {**super().context(), "todos": todos.all(), "count": len(lists.all())}


def register_api(store, name):
    app.add_url_rule(f"/{name}/", view_func=GroupAPI.as_view(f"{name}-group", store))
    app.add_url_rule(f"/{name}/<int:id>", view_func=ItemAPI.as_view(f"{name}-item", store))


register_api(todos, "todos")
register_api(lists, "lists")
app.add_url_rule("/board", view_func=BoardPage.as_view("board", template="board.html"))


@app.errorhandler(NotThere)
def not_there(error):
    return jsonify(error=f"no {error}"), 404


@app.errorhandler(Conflict)
def conflict(error):
    return jsonify(error=str(error)), 409
