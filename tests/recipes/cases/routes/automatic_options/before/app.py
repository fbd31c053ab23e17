from flask import Flask, request
from flask.views import MethodView

app = Flask(__name__)


@app.route("/raw", methods=["POST"], provide_automatic_options=False)
def raw():
    return request.get_data() or b"-"


@app.get("/shown", provide_automatic_options=False)
def shown():
    return "shown"


def both():
    return request.method


app.add_url_rule("/both", view_func=both, methods=["GET", "PUT"], provide_automatic_options=False)


@app.route("/told", methods=["GET", "OPTIONS"], provide_automatic_options=True)
def told():
    return request.method


class Items(MethodView):
    provide_automatic_options = True

    def get(self):
        return "items"


app.add_url_rule("/items", view_func=Items.as_view("items"))


@app.get("/loud", provide_automatic_options=True)
def loud():
    return "loud"


@app.get("/plain")
def plain():
    return "plain"
