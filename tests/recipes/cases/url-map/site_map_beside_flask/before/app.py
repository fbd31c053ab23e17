from flask import Flask
from flask.views import MethodView

app = Flask(__name__)


class Item(MethodView):
    def dispatch_request(self, **values):
        return super().dispatch_request(**values)

    def get(self, number):
        return f"{number}"


@app.route("/rules")
def rules():
    return [f"{rule.endpoint} {rule.rule}" for rule in app.url_map.iter_rules()]


@app.route("/expects")
def expects():
    return {"number": app.url_map.is_endpoint_expecting("item", "number")}


app.add_url_rule("/<int:number>", view_func=Item.as_view("item"))
