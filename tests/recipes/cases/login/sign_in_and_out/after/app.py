from datetime import timedelta

from fastapi.responses import HTMLResponse, RedirectResponse

from compat.application import Application
from compat.login import (
    LoginManager,
    UserMixin,
    confirm_login,
    current_user,
    fresh_login_required,
    login_fresh,
    login_required,
    login_user,
    logout_user,
)
from compat.requests import Request
from compat.session import SessionMiddleware, flash
from compat.templating import TemplateResponse
from compat.urls import url_for

login_manager = LoginManager()
login_manager.login_view = "sign_in"
login_manager.login_message_category = "info"
login_manager.refresh_view = "sign_in"
login_manager.session_protection = "strong"


class User(UserMixin):
    def __init__(self, id, name, is_active=True):
        self.id = id
        self.name = name
        self.active = is_active

    @property
    def is_active(self):
        return self.active


USERS = {"1": User(1, "ann"), "2": User(2, "bea"), "3": User(3, "cy", False)}


@login_manager.user_loader
def load_user(user_id):
    return USERS.get(user_id)


def greeting():
    return f"Hello, {current_user.name}!" if current_user.is_authenticated else "Hello!"


def create_app():
    app = Application(__name__)
    app.add_middleware(SessionMiddleware)
    app.secret_key = "signed in"
    login_manager.init_app(app)

    @app.get("/")
    def index(request: Request):
        return TemplateResponse(request, "index.html", {"greeting": greeting()})

    @app.api_route("/sign-in", methods=["GET", "POST"])
    def sign_in(request: Request):
        if request.method == "GET":
            return TemplateResponse(request, "index.html", {"greeting": request.args.get("next", "nowhere")})
        user = next((u for u in USERS.values() if u.name == request.form_data["name"]), None)
        remember = "remember" in request.form_data
        if user is None or not login_user(user, remember=remember, duration=timedelta(days=7)):
            flash(request, "no such user", "error")
            return TemplateResponse(request, "index.html", {"greeting": "Hello?"}, status_code=401)
        return RedirectResponse(request.args.get("next") or url_for("index"), status_code=302)

    @app.post("/sign-out")
    @login_required
    def sign_out():
        logout_user()
        return RedirectResponse(url_for("index"), status_code=302)

    @app.api_route("/me", methods=["GET", "OPTIONS"])
    @login_required
    def me(request: Request):
        if request.method == "OPTIONS":
            return HTMLResponse("", 204)
        keys = sorted(k for k in request.session if k != "_id")
        return {"id": current_user.get_id(), "fresh": login_fresh(), "keys": keys}

    @app.post("/password")
    @fresh_login_required
    def password():
        return {"changed": current_user == USERS["1"]}

    @app.post("/confirm")
    @login_required
    def confirm():
        confirm_login()
        return HTMLResponse("", 204)

    return app
