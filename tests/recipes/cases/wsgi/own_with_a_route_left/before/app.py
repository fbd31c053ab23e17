from flask import Flask, request, url_for
from werkzeug.middleware.proxy_fix import ProxyFix


class Prefixed:
    """The prefix comes from the settings."""

    def __init__(self, app):
        self.app = app
        self.wsgi_app = app.wsgi_app

    def __call__(self, environ, start_response):
        script_name = self.app.config["APPLICATION_ROOT"]
        if script_name:
            environ["SCRIPT_NAME"] = script_name
            path_info = environ["PATH_INFO"]
            if path_info.startswith(script_name):
                environ["PATH_INFO"] = path_info[len(script_name) :]
        return self.wsgi_app(environ, start_response)


app = Flask(__name__)
app.config["APPLICATION_ROOT"] = "/a"
app.wsgi_app = Prefixed(app)
app.wsgi_app = ProxyFix(app.wsgi_app)


@app.route("/")
def index():
    return f"{request.script_root} {request.path} {url_for('left')}"


@app.route("/a/")
@app.route("/left")
def left():
    """No counterpart for what it asks of the request."""
    return f"{request.dict_storage_class.__name__} {request.path} {url_for('index')}"
