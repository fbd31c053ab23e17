from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_login import current_user, login_required, login_user, logout_user

from . import db
from .forms import RegisterForm, SignInForm
from .models import User

bp = Blueprint("auth", __name__)


@bp.route("/in", methods=["GET", "POST"])
def sign_in():
    if current_user.is_authenticated:
        return redirect(url_for("posts.index"))
    form = SignInForm()
    if form.validate_on_submit():
        user = User.query.filter_by(name=form.name.data).first()
        if user is None or not user.check_password(form.password.data):
            flash("Invalid name or password")
            return redirect(url_for("auth.sign_in"))
        login_user(user, remember=form.remember.data)
        return redirect(request.args.get("next") or url_for("posts.index"))
    return render_template("form.html", title="Sign in", form=form)


@bp.route("/out")
@login_required
def sign_out():
    logout_user()
    return redirect(url_for("posts.index"))


@bp.route("/register", methods=["GET", "POST"])
def register():
    form = RegisterForm()
    if form.validate_on_submit():
        user = User(name=form.name.data, email=form.email.data)
        user.set_password(form.password.data)
        db.session.add(user)
        db.session.commit()
        flash("Welcome!")
        return redirect(url_for(".sign_in"))
    return render_template("form.html", title="Register", form=form)
