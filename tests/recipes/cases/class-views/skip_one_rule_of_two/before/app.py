from flask import Flask, jsonify
from flask.views import MethodView

app = Flask(__name__)
PREFIX = "plain"


class Items(MethodView):
    def get(self, word="none"):
        return jsonify(word=word)


items = Items.as_view("items")
app.add_url_rule("/items", view_func=items)
app.add_url_rule(f"/{PREFIX}/<word>", view_func=items)
others = Items.as_view("others")
app.add_url_rule(f"/{PREFIX}/others/<word>", view_func=others)


@app.route("/plain")
def plain():
    return jsonify([1, 2])
