from flask import g, jsonify, redirect, request, session, url_for

PUBLIC = {"accounts.login", "pages.about", "static"}


def load_user():
    g.user = session.get("user")


def require_login():
    if request.endpoint in PUBLIC or g.user:
        return None
    if request.headers.get("X-Requested-With") == "XMLHttpRequest":
        return jsonify(error="login required"), 401
    return redirect(url_for("accounts.login", next=request.full_path))
