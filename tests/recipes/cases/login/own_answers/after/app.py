from pydantic import BaseModel

from compat.application import Application
from compat.context import current_app, g
from compat.login import (
    AnonymousUserMixin,
    LoginManager,
    UserMixin,
    current_user,
    login_required,
)
from compat.responses import JSONResponse
from compat.routing import Router
from compat.session import SessionMiddleware
from compat.values import Json

app = Application(__name__)
app.add_middleware(SessionMiddleware)
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
    if token.startswith("Bearer ") and request.form_data.get("deny") is None:
        g.by_token = True
        return Account(token.removeprefix("Bearer "))
    return None


admin = Router("admin", prefix="/admin")


@admin.get("/")
@login_required
def overview():
    return {"admin": current_user.name}


@admin.get("/door")
def door():
    return "who is there?"


app.include_router(admin)


class WhoAnswer(BaseModel):
    name: Json
    anonymous: Json
    by_header: Json


@app.get("/who", response_model=WhoAnswer)
def who():
    user = current_user._get_current_object()
    return {"name": user.name, "anonymous": user.is_anonymous, "by_header": g.get("by_token", False)}


@app.post("/account")
@login_required
def account():
    return JSONResponse({"name": current_user.name, "id": current_user.id}, 201)


@app.get("/manual")
def manual():
    if not current_user.is_authenticated:
        return current_app.login_manager.unauthorized()
    return {"name": current_user.name}
