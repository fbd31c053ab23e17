"""Known Flask extensions, a row each: what they do, how far they reach, what to use instead."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Reach = Literal["uses", "own routes", "app", "watches"]


@dataclass(frozen=True, slots=True)
class Extension:
    """A Flask extension, by the module that programs import.

    `reach` says what an application feels of it: "uses" only where code names it, "own routes" adds
    rules of its own besides, "app" acts on every request, "watches" sees requests and changes no
    answer. `wide` are its names that act on every request all the same, `narrow` those that act only
    where they are named, `plain` those that need no application at all. `words` are the names that it
    gives to templates; `swaps` are symbols with a twin that FastAPI can use.
    `reads_session` says that it looks into the session on every request, which `Vary` tells; `on_app` is
    the attribute of the application that tests find it by. An extension
    whose hooks nobody looked at acts on every request where it turns out to have some.
    """

    module: str
    name: str
    does: str
    successor: str
    reach: Reach = "uses"
    wide: tuple[str, ...] = ()
    narrow: tuple[str, ...] = ()
    plain: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    swaps: tuple[tuple[str, str], ...] = ()
    reads_session: bool = False
    on_app: str = ""
    hooks_are_known: bool = False


_E = Extension
_DATABASE = "SQLAlchemy 2.0 itself, with a session by `Depends`"
_LIMITS = "slowapi, or limits in the proxy"
_DOCS = "FastAPI's own OpenAPI documents"
_SCHEMAS = "Pydantic models and FastAPI's own documents"
_PLAIN_PAGE = "the library's own HTML in the templates"
_SAME_LIMITS = "the same limits by `compat.limiter`"
_LIMITED = "limits how often a client may ask"

ROWS: tuple[Extension, ...] = (
    # Databases
    _E("flask_sqlalchemy", "Flask-SQLAlchemy", "binds SQLAlchemy to the application", _DATABASE),
    _E("flask_migrate", "Flask-Migrate", "runs Alembic as commands", "Alembic's own command line"),
    _E("flask_alembic", "Flask-Alembic", "runs Alembic as commands", "Alembic's own command line"),
    _E("flask_pymongo", "Flask-PyMongo", "holds a MongoDB client", "pymongo in the lifespan"),
    _E("flask_mongoengine", "Flask-MongoEngine", "binds MongoEngine", "mongoengine in the lifespan"),
    _E("flask_redis", "Flask-Redis", "holds a Redis client", "redis in the lifespan"),
    _E("flask_whooshee", "Flask-Whooshee", "searches texts of models", "Whoosh, or the database"),
    _E("flask_peewee", "Flask-Peewee", "binds Peewee", "peewee itself"),
    _E("alchemical", "Alchemical", "binds SQLAlchemy to the application", _DATABASE),
    # Identity
    _E(
        "flask_login", "Flask-Login", "keeps who is signed in, in the session",
        "a dependency that reads the same session",
        plain=("UserMixin", "AnonymousUserMixin"), words=("current_user",), reads_session=True,
        hooks_are_known=True,
    ),
    _E("flask_httpauth", "Flask-HTTPAuth", "checks credentials", "`fastapi.security` and `Depends`"),
    _E("flask_jwt_extended", "Flask-JWT-Extended", "checks tokens", "PyJWT in a dependency"),
    _E("flask_jwt", "Flask-JWT", "checks tokens", "PyJWT in a dependency", "own routes"),
    _E("flask_bcrypt", "Flask-Bcrypt", "hashes passwords", "bcrypt itself"),
    _E("flask_argon2", "Flask-Argon2", "hashes passwords", "argon2-cffi itself"),
    _E("flask_principal", "Flask-Principal", "keeps an identity and its rights", "a dependency", "app"),
    _E("flask_security", "Flask-Security", "accounts, roles and their pages", "FastAPI Users", "app"),
    _E("flask_user", "Flask-User", "accounts and their pages", "FastAPI Users", "app"),
    _E("flask_allows2", "Flask-Allows2", "checks rights", "a dependency", hooks_are_known=True),
    _E("flask_oauthlib", "Flask-OAuthlib", "signs in at other services", "Authlib"),
    _E(
        "flask_dance", "Flask-Dance", "signs in at other services", "Authlib", "own routes",
        hooks_are_known=True,
    ),
    _E("flask_oidc", "Flask-OIDC", "signs in by OpenID Connect", "Authlib", "app"),
    _E("flask_openid", "Flask-OpenID", "signs in by OpenID", "Authlib"),
    _E(
        "authlib.integrations.flask_client", "Authlib for Flask", "signs in at other services",
        "`authlib.integrations.starlette_client`",
    ),
    _E(
        "authlib.integrations.flask_oauth2", "Authlib for Flask", "protects routes by OAuth",
        "Authlib's core in a dependency",
    ),
    # Every request
    _E(
        "flask_cors", "Flask-CORS", "sends CORS headers", "the same headers by `compat.cors`", "app",
        narrow=("cross_origin",),
    ),
    _E("flask_talisman", "Flask-Talisman", "sends security headers", "the same headers by `compat.talisman`", "app"),
    _E("flask_sslify", "Flask-SSLify", "redirects to HTTPS", "HTTPSRedirectMiddleware", "app"),
    _E("flask_limiter", "Flask-Limiter", _LIMITED, _SAME_LIMITS, "app", hooks_are_known=True),
    _E("flask_ipban", "Flask-IPBan", "refuses clients", "the proxy", "app"),
    _E("flask_seasurf", "Flask-SeaSurf", "checks CSRF tokens", "starlette-csrf", "app"),
    _E("flask_session", "Flask-Session", "keeps sessions on the server", "starsessions", "app"),
    _E("flask_kvsession", "Flask-KVSession", "keeps sessions on the server", "starsessions", "app"),
    _E("flask_compress", "Flask-Compress", "compresses answers", "GZipMiddleware", "app"),
    _E("flask_gzip", "Flask-Gzip", "compresses answers", "GZipMiddleware", "app"),
    _E("flask_minify", "Flask-Minify", "shortens answers", "the build of the pages", "app"),
    _E("flask_htmlmin", "Flask-HTMLmin", "shortens answers", "the build of the pages", "app"),
    _E("flask_debugtoolbar", "Flask-DebugToolbar", "adds a bar to pages", "leave it out", "app"),
    _E("flask_profiler", "Flask-Profiler", "times requests", "a profiler as middleware", "app"),
    _E("flask_injector", "Flask-Injector", "gives views their arguments", "`Depends`", "app"),
    _E(
        "prometheus_flask_exporter", "Prometheus for Flask", "counts requests, answers /metrics",
        "prometheus-fastapi-instrumentator", "app",
    ),
    _E("flask_apm", "Flask-APM", "times requests", "OpenTelemetry", "app"),
    _E("flask_socketio", "Flask-SocketIO", "speaks Socket.IO", "python-socketio's ASGIApp", "app"),
    _E("flask_apscheduler", "Flask-APScheduler", "runs jobs", "APScheduler in the lifespan", "app"),
    # Pages
    _E(
        "flask_wtf", "Flask-WTF", "forms with CSRF tokens", "the same forms by `compat.wtf`",
        wide=("CSRFProtect", "CsrfProtect"), words=("csrf_token",),
    ),
    _E(
        "flask_babel", "Flask-Babel", "translates", "Babel itself, with `compat.translation`",
        words=(
            "_", "gettext", "ngettext", "pgettext", "npgettext", "trans", "datetimeformat",
            "dateformat", "timeformat", "timedeltaformat", "numberformat", "decimalformat",
            "currencyformat", "percentformat", "scientificformat",
        ),
    ),
    _E(
        "flask_babelplus", "Flask-BabelPlus", "translates", "Babel with a dependency",
        words=("_", "gettext", "ngettext", "trans"),
    ),
    _E("flask_moment", "Flask-Moment", "shows times in pages", _PLAIN_PAGE, words=("moment",)),
    _E(
        "flask_bootstrap", "Flask-Bootstrap", "pages in Bootstrap", _PLAIN_PAGE, "own routes",
        words=("bootstrap", "wtf", "bootstrap_find_resource"),
    ),
    _E(
        "flask_bootstrap4", "Bootstrap-Flask", "pages in Bootstrap", _PLAIN_PAGE, "own routes",
        words=("bootstrap",),
    ),
    _E("flask_assets", "Flask-Assets", "bundles files", "a build step", words=("assets", "webassets")),
    _E(
        "flask_avatars", "Flask-Avatars", "pictures of users", _PLAIN_PAGE, "own routes",
        words=("avatars",),
    ),
    _E(
        "flask_ckeditor", "Flask-CKEditor", "an editor in pages", _PLAIN_PAGE, "own routes",
        words=("ckeditor",),
    ),
    _E(
        "flask_dropzone", "Flask-Dropzone", "uploads in pages", _PLAIN_PAGE, "own routes",
        words=("dropzone",),
    ),
    _E("flask_pagedown", "Flask-PageDown", "Markdown in forms", _PLAIN_PAGE, words=("pagedown",)),
    _E(
        "flask_themes2", "Flask-Themes2", "pages by theme", "jinja2 loaders", "own routes",
        words=("theme", "theme_static"),
    ),
    _E("flask_gravatar", "Flask-Gravatar", "pictures of users", _PLAIN_PAGE, words=("gravatar",)),
    _E("flask_misaka", "Flask-Misaka", "Markdown in pages", "a jinja2 filter", words=("markdown",)),
    _E("flask_vite", "Flask-Vite", "bundles files", "a build step", words=("vite_tags",)),
    _E("flask_paginate", "Flask-Paginate", "links between pages", "a few lines of jinja2"),
    _E("flask_admin", "Flask-Admin", "pages over models", "sqladmin", "own routes"),
    _E("flask_htmx", "Flask-HTMX", "reads HTMX's headers", "a dependency"),
    _E("flask_uploads", "Flask-Uploads", "keeps uploads", "UploadFile", "own routes"),
    _E("flask_reuploaded", "Flask-Reuploaded", "keeps uploads", "UploadFile", "own routes"),
    # APIs and their documents
    _E("flask_restful", "Flask-RESTful", "routes as classes", "the same classes by `compat.restful`", "own routes"),
    _E("flask_restx", "Flask-RESTX", "routes as classes", _SCHEMAS, "own routes"),
    _E("flask_restplus", "Flask-RESTPlus", "routes as classes", _SCHEMAS, "own routes"),
    _E("flask_restless", "Flask-Restless", "routes over models", "routers over models", "own routes"),
    _E("flask_classful", "Flask-Classful", "routes as classes", "routers", "own routes"),
    _E("flask_smorest", "Flask-Smorest", "words all errors", _SCHEMAS, "app"),
    _E("flask_rebar", "Flask-Rebar", "schemas of routes", _SCHEMAS, "own routes"),
    _E("flask_apispec", "Flask-APISpec", "schemas of routes", _SCHEMAS, "own routes"),
    _E("flask_pydantic", "Flask-Pydantic", "schemas of routes", "FastAPI itself"),
    _E("flask_marshmallow", "Flask-Marshmallow", "schemas of models", "Pydantic, or marshmallow"),
    _E("flask_openapi3", "Flask-OpenAPI3", "schemas of routes", _SCHEMAS, "own routes"),
    _E("apifairy", "APIFairy", "schemas of routes", _SCHEMAS, "own routes"),
    _E("apiflask", "APIFlask", "schemas of routes", _SCHEMAS, "app"),
    _E(
        "flasgger", "Flasgger", "Swagger pages from docstrings", _DOCS, "own routes",
        hooks_are_known=True, on_app="swag",
    ),
    _E("flask_swagger_ui", "Flask-Swagger-UI", "Swagger pages", _DOCS, "own routes"),
    _E("flask_swagger", "Flask-Swagger", "a Swagger document", _DOCS),
    _E("flask_graphql", "Flask-GraphQL", "answers GraphQL", "Strawberry"),
    _E("flask_jsonrpc", "Flask-JSONRPC", "answers JSON-RPC", "fastapi-jsonrpc", "own routes"),
    _E("flask_sock", "Flask-Sock", "WebSockets", "the same functions by `compat.sock`", "own routes"),
    _E("flask_sockets", "Flask-Sockets", "WebSockets", "FastAPI's own WebSockets", "app"),
    _E("flask_sse", "Flask-SSE", "sends events", "EventSourceResponse", "own routes"),
    _E("flask_healthz", "Flask-Healthz", "answers health checks", "two routes", "own routes"),
    # Work beside requests
    _E("flask_mail", "Flask-Mail", "sends mail", "the same messages by `compat.mail`"),
    _E("flask_mailman", "Flask-Mailman", "sends mail", "fastapi-mail, or smtplib in a task"),
    _E("flask_caching", "Flask-Caching", "keeps answers and values", "cachelib, or aiocache"),
    _E("flask_executor", "Flask-Executor", "runs functions in threads", "BackgroundTasks"),
    _E("flask_rq2", "Flask-RQ2", "queues jobs", "rq itself"),
    _E("flask_celeryext", "Flask-CeleryExt", "binds Celery", "Celery itself"),
    _E("flask_script", "Flask-Script", "runs commands", "Typer, or Click"),
    _E("flask_testing", "Flask-Testing", "helps tests", "FastAPI's TestClient"),
    # Watchers: the answers are the same without them
    _E(
        "sentry_sdk.integrations.flask", "Sentry for Flask", "reports errors",
        "Sentry's own integration with FastAPI", "watches",
        swaps=(
            (
                "sentry_sdk.integrations.flask.FlaskIntegration",
                "sentry_sdk.integrations.fastapi.FastApiIntegration",
            ),
        ),
    ),
    _E("raven.contrib.flask", "Raven", "reports errors", "sentry-sdk", "watches"),
    _E("bugsnag.flask", "Bugsnag for Flask", "reports errors", "`bugsnag.asgi`", "watches"),
    _E("rollbar.contrib.flask", "Rollbar for Flask", "reports errors", "`rollbar.contrib.fastapi`", "watches"),
    _E("elasticapm.contrib.flask", "Elastic APM for Flask", "times requests", "`elasticapm.contrib.starlette`", "watches"),
    _E("opentelemetry.instrumentation.flask", "OpenTelemetry for Flask", "traces requests", "`opentelemetry.instrumentation.fastapi`", "watches"),
    _E("scout_apm.flask", "Scout for Flask", "times requests", "`scout_apm.async_.starlette`", "watches"),
    _E("flask_monitoringdashboard", "Flask-MonitoringDashboard", "times requests", "OpenTelemetry", "app"),
)  # fmt: skip


def advice(extension: Extension) -> str:
    """Name an extension and what takes its place."""
    return f"{extension.name}; instead: {extension.successor}"
