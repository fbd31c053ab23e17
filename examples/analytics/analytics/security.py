import functools
import time

from flask import abort, current_app, flash, g, jsonify, redirect, request, session, url_for

from .errors import QuotaExceeded
from .extensions import cache, db
from .models import ROLES, ApiToken, Project, User, utcnow


def load_session_user():
    """Before every request: who is logged in at the dashboard pages."""
    g.user = None
    g.account = None
    user_id = session.get("user_id")
    if user_id is not None and not request.path.startswith(("/api/", "/static/")):
        user = db.session.get(User, user_id)
        if user is None or not user.is_active:
            session.clear()
        else:
            g.user = user
            g.account = user.account


def login_required(view):
    @functools.wraps(view)
    def wrapped(*args, **kwargs):
        if g.user is None:
            flash("Please log in first.", "warning")
            return redirect(url_for("auth.login_form", next=request.full_path.rstrip("?")))
        return view(*args, **kwargs)

    return wrapped


def read_token():
    header = request.headers.get("Authorization", "")
    if header.lower().startswith("bearer "):
        return header[len("bearer ") :].strip()
    # the first SDKs send it like this
    return request.headers.get("X-Api-Token")


def unauthorized(message):
    response = jsonify(error=dict(code="unauthorized", message=message))
    response.status_code = 401
    response.headers["WWW-Authenticate"] = 'Bearer realm="analytics"'
    return response


def count_request():
    """Count this request for the account's usage page, and hold its token to the plan's rate."""
    today = utcnow().strftime("%Y-%m-%d")
    cache.increment(cache.key("usage", g.account.id, today), ttl=40 * 86400)
    limit = current_app.config["RATE_LIMITS"].get(g.account.plan, 0)
    if limit:
        minute = int(time.time()) // 60
        used = cache.increment(cache.key("rate", g.token.id, minute), ttl=120)
        if used > limit:
            raise QuotaExceeded("Your plan allows %d requests per minute." % limit)


def token_required(view):
    """Let requests pass that carry an API token, and set g.user, g.account and g.token."""

    @functools.wraps(view)
    def wrapped(*args, **kwargs):
        value = read_token()
        if not value:
            return unauthorized("An API token is needed.")
        token = ApiToken.query.filter_by(token=value, revoked=False).first()
        if token is None or not token.user.is_active:
            return unauthorized("This API token is not valid.")
        g.token = token
        g.user = token.user
        g.account = token.user.account
        if not g.account.is_active:
            abort(403, "This account is closed.")
        count_request()
        return view(*args, **kwargs)

    return wrapped


def role_required(role):
    """For views below `token_required`: the user has at least this role."""
    needed = ROLES.index(role)

    def decorator(view):
        @functools.wraps(view)
        def wrapped(*args, **kwargs):
            if g.user.rank < needed:
                abort(403, "This needs the role %s." % role)
            return view(*args, **kwargs)

        return wrapped

    return decorator


def is_staff():
    return g.user is not None and g.user.role == "staff"


def get_project(slug):
    """A project of the account, by its slug; staff sees them all."""
    query = Project.query.filter_by(slug=slug)
    if not is_staff():
        query = query.filter_by(account_id=g.account.id)
    return query.first_or_404()


def requested_project():
    """The project that the query string names, or the account's first one."""
    slug = request.args.get("project")
    if slug:
        return get_project(slug)
    project = (
        Project.query.filter_by(account_id=g.account.id, archived=False)
        .order_by(Project.id)
        .first()
    )
    if project is None:
        abort(404, "This account has no project.")
    return project
