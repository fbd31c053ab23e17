from flask import Flask, jsonify
from flask.views import MethodView

app = Flask(__name__)


class Base(MethodView):
    def get(self):
        return jsonify(name=type(self).__name__)


class Items(Base):
    pass


class Others(Base):
    pass


app.add_url_rule("/items", view_func=Items.as_view("items"))
for other in (Others,):
    app.add_url_rule("/others", view_func=other.as_view("others"))


@app.route("/plain")
def plain():
    return jsonify([1, 2])
