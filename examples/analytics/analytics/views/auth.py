from urllib.parse import urlsplit

from flask import (
    Blueprint,
    abort,
    current_app,
    flash,
    g,
    jsonify,
    redirect,
    render_template,
    request,
    session,
    url_for,
)

from .. import audit
from ..errors import QuotaExceeded
from ..extensions import cache, db
from ..models import ApiToken, User, utcnow
from ..security import login_required, token_required

bp = Blueprint("auth", __name__)


def safe_next():
    """The page to go to after the login; only one of ours."""
    target = request.values.get("next") or url_for("pages.index")
    parts = urlsplit(target)
    if parts.scheme or parts.netloc or not target.startswith("/"):
        abort(400, "We do not send you there.")
    return target


def check_credentials(email, password):
    """The user, or None. Too many failures for an address lock it for a while."""
    failures = cache.key("failures", email)
    if cache.counter(failures) >= current_app.config["LOGIN_MAX_FAILURES"]:
        raise QuotaExceeded("Too many failed logins, try again later.", retry_after=300)
    user = User.query.filter_by(email=email).first()
    if user is None or not user.is_active or not user.check_password(password):
        cache.increment(failures, ttl=300)
        return None
    cache.clear(failures)
    user.last_login_at = utcnow()
    return user


@bp.route("/login")
def login_form():
    return render_template("login.html", next=safe_next())


@bp.route("/login", methods=["POST"])
def login():
    target = safe_next()
    email = request.form.get("email", "").strip().lower()
    user = check_credentials(email, request.form.get("password", ""))
    if user is None:
        flash("Wrong e-mail address or password.", "error")
        return render_template("login.html", next=target, email=email), 401
    session.clear()
    session["user_id"] = user.id
    session.permanent = "remember" in request.form
    g.user, g.account = user, user.account
    audit.record("login", user.email)
    db.session.commit()
    flash("Welcome back, %s." % user.name, "success")
    return redirect(target)


@bp.route("/logout")
@login_required
def logout():
    name = g.user.name
    session.clear()
    flash("Goodbye, %s." % name, "info")
    return redirect(url_for("auth.login_form"))


@bp.route("/api/v1/auth/token", methods=["POST"])
def issue_token():
    data = request.get_json(silent=True)
    if not data:
        return jsonify({"error": "JSON expected"}), 400
    if not data.get("email") or not data.get("password"):
        return jsonify({"error": "email and password are required"}), 400
    user = check_credentials(data["email"].strip().lower(), data["password"])
    if user is None:
        return jsonify({"error": "wrong email or password"}), 401
    g.user, g.account = user, user.account
    token = ApiToken(user=user, name=data.get("name", "api")[:80], token=ApiToken.generate())
    db.session.add(token)
    audit.record("token.created", token.name)
    db.session.commit()
    return jsonify({"token": token.token, "name": token.name, "user": user.to_dict()}), 201


@bp.route("/api/v1/auth/me")
@token_required
def me():
    return jsonify(
        user=g.user.to_dict(),
        account=g.account.to_dict(),
        token=dict(name=g.token.name, created_at=g.token.created_at),
        projects=[project.slug for project in g.user.projects],
    )
