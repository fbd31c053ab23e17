from flask import Blueprint, flash, redirect, render_template, session, url_for

from .extensions import csrf
from .forms import JoinForm, SignInForm

bp = Blueprint("accounts", __name__)


@bp.route("/")
def index():
    return render_template("index.html")


@bp.route("/in", methods=["GET", "POST"])
def sign_in():
    form = SignInForm()
    if form.validate_on_submit():
        session["member"] = form.name.data
        session.permanent = form.stay.data
        flash(f"Hello {form.name.data}")
        return redirect(url_for(".index"))
    return render_template("form.html", form=form, title="Sign in")


@bp.route("/join", methods=["GET", "POST"])
def join():
    form = JoinForm(prefix="new")
    if form.is_submitted() and form.validate():
        for field, value in form.data.items():
            flash(f"{field}: {'…' if 'token' in field else value}", "joined")
        return redirect(url_for(".index"))
    for field, errors in form.errors.items():
        for error in errors:
            flash(f"{field} {error}", "error")
    return render_template("form.html", form=form, title="Join"), 422 if form.is_submitted() else 200


@bp.post("/out")
def sign_out():
    session.pop("member", None)
    return redirect(url_for(".index"))


@bp.post("/callback")
@csrf.exempt
def callback():
    return "taken"
