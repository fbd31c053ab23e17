from flask import Flask, jsonify, redirect, request, session, url_for


class ReverseProxied(object):
    """The proxy says under which path and scheme it serves the application."""

    def __init__(self, app):
        self.app = app

    def __call__(self, environ, start_response):
        script_name = environ.get("HTTP_X_SCRIPT_NAME", "")
        if script_name:
            environ["SCRIPT_NAME"] = script_name
            path_info = environ["PATH_INFO"]
            if path_info.startswith(script_name):
                environ["PATH_INFO"] = path_info[len(script_name) :]
        scheme = environ.get("HTTP_X_SCHEME", "")
        if scheme:
            environ["wsgi.url_scheme"] = scheme
        if "HTTP_X_REAL_IP" in environ:
            environ["REMOTE_ADDR"] = environ["HTTP_X_REAL_IP"].strip()
        host = environ.get("HTTP_X_HOST")
        if host:
            environ["HTTP_HOST"] = host
        return self.app(environ, start_response)


class PrefixMiddleware:
    def __init__(self, app, prefix=""):
        self.app = app
        self.prefix = prefix

    def __call__(self, environ, start_response):
        if environ["PATH_INFO"].startswith("/elsewhere"):
            start_response("404 NOT FOUND", [("Content-Type", "text/plain")])
            return ["This address is not ours.".encode()]
        if environ["PATH_INFO"].startswith(self.prefix):
            environ["PATH_INFO"] = environ["PATH_INFO"][len(self.prefix) :]
            environ["SCRIPT_NAME"] = self.prefix
        return self.app(environ, start_response)


def create_app():
    app = Flask(__name__)
    app.secret_key = "dev"
    app.wsgi_app = PrefixMiddleware(app.wsgi_app, prefix="/shop")
    app.wsgi_app = ReverseProxied(app.wsgi_app)

    @app.route("/")
    def index():
        return jsonify(
            root=request.script_root,
            path=request.path,
            url=request.url,
            client=request.remote_addr,
            here=url_for("index"),
            there=url_for("index", _external=True),
        )

    @app.route("/käse/<path:rest>")
    def cheese(rest):
        session["rest"] = rest
        return f"{request.path} {rest}"

    @app.route("/away")
    def away():
        return redirect(url_for("index"))

    return app
