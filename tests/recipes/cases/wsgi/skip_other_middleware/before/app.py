from flask import Flask, request
from werkzeug.middleware.proxy_fix import ProxyFix
from werkzeug.middleware.shared_data import SharedDataMiddleware


class Prefix:
    def __init__(self, app, prefix):
        self.app = app
        self.prefix = prefix

    def __call__(self, environ, start_response):
        environ["SCRIPT_NAME"] = self.prefix
        return self.app(environ, start_response)


app = Flask(__name__)
app.wsgi_app = SharedDataMiddleware(app.wsgi_app, {"/files": "files"})
app.wsgi_app = Prefix(ProxyFix(app.wsgi_app), "/shop")


@app.route("/")
def index():
    return request.script_root
