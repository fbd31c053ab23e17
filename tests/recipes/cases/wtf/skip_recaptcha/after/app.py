import importlib

from flask_wtf import RecaptchaField
from pydantic import BaseModel
from wtforms import StringField

from compat.application import Application
from compat.legacy import Fallback
from compat.requests import Request
from compat.session import SessionMiddleware
from compat.templating import TemplateResponse
from compat.values import Json
from compat.wtf import RequestForm

app = Application(__name__)
app.add_middleware(SessionMiddleware)
app.fallback = Fallback(lambda: importlib.import_module("flask_original.app").app)
app.config.update(SECRET_KEY="a shop", WTF_CSRF_TIME_LIMIT=None, RECAPTCHA_PUBLIC_KEY="public")


@app.before_request
def settle(request: Request):
    request.session.setdefault("csrf_token", "the secret half")


class LoginForm(RequestForm):
    name = StringField()


class RegisterForm(RequestForm):
    name = StringField()
    # unflask UF201: a Flask extension is used here: Flask-WTF; `flask_wtf.RecaptchaField` is used, or what may stand for it
    robot = RecaptchaField()


class LoginAnswer(BaseModel):
    valid: Json
    errors: Json


@app.api_route("/login", methods=["GET", "POST"], response_model=LoginAnswer)
def login():
    form = LoginForm()
    return {"valid": form.validate_on_submit(), "errors": form.errors}


# Flask still answers GET|POST /register: UF201 a Flask extension is used here: Flask-WTF; `flask_wtf.RecaptchaField` is used, or what may stand for it (app.py:20) (through register → RegisterForm).
def register(request: Request):
    form = RegisterForm()
    return TemplateResponse(request, "register.html", {"valid": form.validate_on_submit(), "form": form})
