import functools
from urllib.parse import urlsplit

from flask import Blueprint, g, redirect, request, session, url_for

STAFF = {
    "vera": {"name": "Vera", "role": "manager", "pin": "4711"},
    "otto": {"name": "Otto", "role": "porter", "pin": "0815"},
}

bp = Blueprint("auth", __name__)


@bp.before_app_request
def load_user():
    g.user = STAFF.get(session.get("user_id"))


def login_required(view):
    @functools.wraps(view)
    def wrapped(**kwargs):
        if g.user is None:
            return redirect(url_for("auth.login", next=request.full_path.rstrip("?")))
        return view(**kwargs)

    return wrapped


def _target():
    target = request.form.get("next") or request.args.get("next") or url_for("index")
    return url_for("index") if urlsplit(target).netloc else target


@bp.route("/login", methods=("GET", "POST"))
def login():
    error = ""
    if request.method == "POST":
        who = request.form["username"].strip().lower()
        person = STAFF.get(who)
        if person is None:
            error = "Nobody of that name."
        elif person["pin"] != request.form.get("pin"):
            error = "Wrong PIN."
        else:
            session.clear()
            session["user_id"] = who
            return redirect(_target())
    return f"<form method=post>{error}<input name=username><input name=pin></form>"


@bp.route("/logout")
def logout():
    session.clear()
    return redirect(url_for("index"))
