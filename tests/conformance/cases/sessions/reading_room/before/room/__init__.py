"""A library's reading room: members sign in, staff keeps the shelf."""

from flask import Flask, g, jsonify
from flask_login import LoginManager, current_user

from room.members import MEMBERS

login = LoginManager()
login.login_view = "auth.sign_in"
login.login_message = "Members only."
login.login_message_category = "warning"


@login.user_loader
def find(number):
    return MEMBERS.get(int(number))


def create_app():
    app = Flask(__name__)
    app.config.from_mapping(SECRET_KEY="reading room", REMEMBER_COOKIE_SAMESITE="Lax")
    login.init_app(app)

    from room.auth import auth
    from room.shelf import shelf

    app.register_blueprint(auth, url_prefix="/auth")
    app.register_blueprint(shelf)

    @app.before_request
    def who():
        g.reader = current_user.name if current_user.is_authenticated else None

    @app.context_processor
    def staff():
        return {"is_staff": getattr(current_user, "staff", False)}

    @app.errorhandler(403)
    def refused(error):
        return jsonify(error="staff only", reader=g.reader), 403

    return app
