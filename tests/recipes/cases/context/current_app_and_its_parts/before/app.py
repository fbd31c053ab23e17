from flask import Blueprint, Flask, current_app

bp = Blueprint("bp", __name__)


@bp.route("/config")
def config():
    current_app.logger.debug("asked")
    return {
        "name": current_app.name,
        "debug": current_app.debug,
        "level": current_app.config.get("LEVEL", "none"),
        "all": "SECRET_KEY" in current_app.config,
    }


app = Flask(__name__)
app.config.from_mapping(LEVEL=2)
app.register_blueprint(bp)
