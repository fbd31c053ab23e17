import os

from flask import Blueprint, Flask

app = Flask(__name__)
bp = Blueprint("bp", __name__, url_prefix="/own")


@bp.route("/x")
def x():
    return "x"


app.register_blueprint(bp, url_prefix=os.environ.get("PREFIX", "/p"))
