import functools

from flask import flash, g, redirect, request, session, url_for

from .db import get_db
from .errors import envelope


def load_logged_in_user():
    """Put the user of the session in g.user; runs before every request."""
    user_id = session.get("user_id")
    if user_id is None:
        g.user = None
    else:
        g.user = get_db().execute("SELECT * FROM user WHERE id = ?", (user_id,)).fetchone()


def login_required(view):
    @functools.wraps(view)
    def wrapped_view(**kwargs):
        if g.user is None:
            flash("Please log in first.", "warning")
            return redirect(url_for("shop.login", next=request.path))
        return view(**kwargs)

    return wrapped_view


def token_required(view):
    """Let a request pass that carries the token of a user: `Authorization: Bearer …`."""

    @functools.wraps(view)
    def wrapped_view(*args, **kwargs):
        header = request.headers.get("Authorization", "")
        if not header.startswith("Bearer "):
            response, status = envelope(401, "A token is needed.")
            response.headers["WWW-Authenticate"] = 'Bearer realm="bookshop"'
            return response, status
        user = (
            get_db()
            .execute(
                "SELECT user.* FROM user JOIN token ON token.user_id = user.id"
                " WHERE token.value = ?",
                (header[len("Bearer ") :],),
            )
            .fetchone()
        )
        if user is None:
            return envelope(403, "This token is not known.")
        g.user = user
        return view(*args, **kwargs)

    return wrapped_view
