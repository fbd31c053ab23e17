from flask import Blueprint, Flask

app = Flask(__name__)
bp = Blueprint("api", __name__, url_prefix="/api")


def index():
    return "index"


def show(key, deep=False):
    return f"{key} {deep}"


app.add_url_rule("/", view_func=index)
app.add_url_rule("/show/<key>", "shown", show, methods=["GET", "POST"])
bp.add_url_rule("/show/<int:key>", view_func=show, defaults={"deep": True})
app.register_blueprint(bp)
