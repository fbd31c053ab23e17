from flask import Blueprint, Flask, request, url_for

app = Flask(__name__)
first = Blueprint("first", __name__)
second = Blueprint("second", __name__, url_prefix="/second")


@first.route("/who")
@second.route("/who", endpoint="me")
def who():
    return {"endpoint": request.endpoint, "blueprint": request.blueprint}


@app.route("/links")
def links():
    return [url_for("first.who"), url_for("second.me", q=1), url_for(".links")]


app.register_blueprint(first)
app.register_blueprint(second)
