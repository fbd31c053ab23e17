from functools import wraps

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask_login import current_user, login_required, login_user, logout_user

from room.members import MEMBERS

auth = Blueprint("auth", __name__)


def staff_required(view):
    @wraps(view)
    def checked(*args, **kwargs):
        if not current_user.staff:
            abort(403)
        return view(*args, **kwargs)

    return checked


@auth.route("/sign-in", methods=["GET", "POST"])
def sign_in():
    if current_user.is_authenticated:
        return redirect(url_for("shelf.books"))
    if request.method == "POST":
        member = next((m for m in MEMBERS.values() if m.name == request.form.get("name")), None)
        if member is None or not member.knows(request.form.get("password", "")):
            flash("Wrong name or password.", "error")
        elif not login_user(member, remember=bool(request.form.get("remember"))):
            flash(f"{member.name} has left.", "error")
        else:
            target = request.args.get("next")
            return redirect(target if target and target.startswith("/") else url_for("shelf.books"))
    return render_template("auth/sign_in.html"), 200 if request.method == "GET" else 401


@auth.route("/sign-out")
@login_required
def sign_out():
    logout_user()
    flash("Goodbye.")
    return redirect(url_for(".sign_in"))
