from flask import Flask, jsonify, request
from flask.views import MethodView

app = Flask(__name__)


class Items(MethodView):
    def dispatch_request(self, **kwargs):
        if request.args.get("closed"):
            return "closed", 503
        return super().dispatch_request(**kwargs)

    def get(self):
        return jsonify(items=[])


app.add_url_rule("/items", view_func=Items.as_view("items"))


@app.route("/plain")
def plain():
    return jsonify([1, 2])
