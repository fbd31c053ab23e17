import functools

from flask import Blueprint, flash, g, redirect, render_template, request, session, url_for
from sqlalchemy.exc import IntegrityError

from app import db
from models import User

auth = Blueprint("auth", __name__)


def login_required(view):
    @functools.wraps(view)
    def wrapped_view(*args, **kwargs):
        if g.user is None:
            flash("Please log in first.", "warning")
            return redirect(url_for("auth.login", next=request.path))
        return view(*args, **kwargs)

    return wrapped_view


@auth.route("/register", methods=["GET", "POST"])
def register():
    if request.method == "POST":
        user = User(
            username=request.form["username"].strip() or None, password=request.form["password"]
        )
        db.session.add(user)
        try:
            if user.username is None:
                raise ValueError("a name is needed")
            db.session.commit()
        except ValueError as error:
            db.session.rollback()
            flash(f"Sorry: {error}", "error")
        except IntegrityError:
            db.session.rollback()
            flash(f"“{request.form['username']}” is taken", "error")
        else:
            flash("You can now log in.")
            return redirect(url_for(".login"))
    return render_template("auth/form.html", action="Register")


@auth.route("/login", methods=["GET", "POST"])
def login():
    if request.method == "POST":
        user = User.query.filter_by(username=request.form.get("username")).first()
        if user is not None and user.verify_password(request.form.get("password", "")):
            session.clear()
            session["user_id"] = user.id
            session.permanent = bool(request.form.get("remember_me"))
            return redirect(request.args.get("next") or url_for("blog.index"))
        flash("Invalid username or password.", "error")
    return render_template("auth/form.html", action="Log in")


@auth.route("/logout")
@login_required
def logout():
    session.clear()
    flash("You have been logged out.")
    return redirect(url_for("blog.index"))
