from flask import Flask, request

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


@app.get("/plain")
def plain():
    return "plain"
