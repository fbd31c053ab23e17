from flask import Flask, request
from werkzeug.middleware import proxy_fix
from werkzeug.wrappers import Request


def create_app():
    app = Flask(__name__)
    app.config["BEHIND_A_PROXY"] = True
    if app.config["BEHIND_A_PROXY"]:
        app.wsgi_app = proxy_fix.ProxyFix(app.wsgi_app, x_for=2, x_port=1)

    @app.route("/old")
    def old():
        seen = Request(request.environ)
        return {"client": seen.remote_addr, "host": seen.host}

    @app.route("/new")
    def new():
        return {"client": request.remote_addr, "host": request.host, "route": request.access_route}

    return app
