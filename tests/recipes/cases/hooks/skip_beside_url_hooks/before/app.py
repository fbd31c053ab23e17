from flask import Blueprint, Flask, g, url_for
from flask.views import MethodView

app = Flask(__name__)
shop = Blueprint("shop", __name__, url_prefix="/<language>/shop")


@app.url_value_preprocessor
def pull_language(endpoint, values):
    g.language = (values or {}).pop("language", "en")


@shop.url_defaults
def add_language(endpoint, values):
    values.setdefault("language", g.language)


@app.url_defaults
def add_number(endpoint, values):
    if app.url_map.is_endpoint_expecting(endpoint, "number"):
        values["number"] = values.get("number", 0) + 1


@shop.route("/")
def index():
    return " ".join([url_for("shop.item", number=2), url_for("shop.index"), g.language])


class Item(MethodView):
    def dispatch_request(self, **values):
        return super().dispatch_request(**values)

    def get(self, number):
        return f"{number} {url_for('.index')} {url_for('plain')} {g.language}"


shop.add_url_rule("/<int:number>", view_func=Item.as_view("item"))


@app.route("/plain")
def plain():
    return url_for("shop.item", number=5)


app.register_blueprint(shop)
