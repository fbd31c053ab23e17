from flask import Blueprint, flash, redirect, request, session, url_for

bp = Blueprint("accounts", __name__, url_prefix="/accounts")

PASSWORDS = {"ada": "lovelace", "bob": "builder"}


@bp.route("/login", methods=["GET", "POST"])
def login():
    if request.method == "GET":
        return f"Log in to go to {request.args.get('next', '/')}"
    name = request.form["name"]
    if PASSWORDS.get(name) != request.form["password"]:
        flash("Wrong name or password")
        return redirect(url_for(".login", **request.args), 303)
    session["user"] = name
    target = request.args.get("next", "")
    return redirect(target if target.startswith("/") else url_for("pages.home"))


@bp.route("/logout", methods=["POST"])
def logout():
    session.clear()
    return redirect(url_for("accounts.login"))
