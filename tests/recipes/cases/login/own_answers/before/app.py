from flask import Blueprint, Flask, current_app, g, jsonify
from flask_login import AnonymousUserMixin, LoginManager, UserMixin, current_user, login_required, logout_user

app = Flask(__name__)
app.config.update(SECRET_KEY="own answers", USE_SESSION_FOR_NEXT=True, LOGIN_DISABLED=False)
manager = LoginManager(app)
manager.blueprint_login_views = {"admin": "admin.door"}
manager.login_message = None


class Guest(AnonymousUserMixin):
    name = "guest"


manager.anonymous_user = Guest


class Account(UserMixin):
    def __init__(self, name):
        self.id = self.name = name


@manager.user_loader
def from_session(key):
    return Account(key)


@manager.request_loader
def from_token(request):
    token = request.headers.get("Authorization", "")
    if token.startswith("Bearer ") and request.form.get("deny") is None:
        g.by_token = True
        return Account(token.removeprefix("Bearer "))
    return None


admin = Blueprint("admin", __name__, url_prefix="/admin")


@admin.get("/")
@login_required
def overview():
    return jsonify(admin=current_user.name)


@admin.get("/door")
def door():
    return "who is there?"


app.register_blueprint(admin)


@app.get("/who")
def who():
    user = current_user._get_current_object()
    return jsonify(name=user.name, anonymous=user.is_anonymous, by_header=g.get("by_token", False))


@app.post("/account")
@login_required
def account():
    return jsonify(name=current_user.name, id=current_user.id), 201


@app.get("/manual")
def manual():
    if not current_user.is_authenticated:
        return current_app.login_manager.unauthorized()
    return jsonify(name=current_user.name)
