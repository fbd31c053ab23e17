from flask import Flask, render_template, session
from flask_wtf import FlaskForm, RecaptchaField
from wtforms import StringField

app = Flask(__name__)
app.config.update(SECRET_KEY="a shop", WTF_CSRF_TIME_LIMIT=None, RECAPTCHA_PUBLIC_KEY="public")


@app.before_request
def settle():
    session.setdefault("csrf_token", "the secret half")


class LoginForm(FlaskForm):
    name = StringField()


class RegisterForm(FlaskForm):
    name = StringField()
    robot = RecaptchaField()


@app.route("/login", methods=["GET", "POST"])
def login():
    form = LoginForm()
    return {"valid": form.validate_on_submit(), "errors": form.errors}


@app.route("/register", methods=["GET", "POST"])
def register():
    form = RegisterForm()
    return render_template("register.html", valid=form.validate_on_submit(), form=form)
