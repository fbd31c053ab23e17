from flask import Blueprint, Flask

api = Blueprint("api", __name__, subdomain="api", url_defaults={"v": 1})
other = Blueprint("other", "somewhere.else")


@api.route("/x")
def x():
    return "x"


@other.route("/o")
def o():
    return "o"


app = Flask(__name__, subdomain_matching=True)
app.config["SERVER_NAME"] = "example.org"
app.register_blueprint(api)
app.register_blueprint(other, url_defaults={"a": 1})
