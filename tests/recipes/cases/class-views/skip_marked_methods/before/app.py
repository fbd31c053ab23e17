from flask import Flask, Response, jsonify, request
from flask.helpers import get_debug_flag
from flask.views import MethodView

app = Flask(__name__)


def rows():
    def each():
        yield request.path

    return Response(list(each()), 500 if get_debug_flag() else 200)


class Rows(MethodView):
    def get(self):
        return rows()


def make(app):
    app.add_url_rule("/inner", view_func=rows, endpoint="inner")


app.add_url_rule("/rows", view_func=rows)
app.add_url_rule("/crows", view_func=Rows.as_view("crows"))
make(app)


@app.route("/plain")
def plain():
    return jsonify([1, 2])
