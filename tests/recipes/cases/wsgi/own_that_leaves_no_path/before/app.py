from flask import Flask, request


class BelowRoot:
    """What lies below the application's root is found, though nothing is left of the root's path."""

    def __init__(self, app):
        self.app = app
        self.wsgi_app = app.wsgi_app

    def __call__(self, environ, start_response):
        root = self.app.config["APPLICATION_ROOT"]
        if root:
            environ["SCRIPT_NAME"] = root
            path = environ["PATH_INFO"]
            if path.startswith(root):
                environ["PATH_INFO"] = path[len(root) :]
        return self.wsgi_app(environ, start_response)


app = Flask(__name__)
app.wsgi_app = BelowRoot(app)


@app.route("/", strict_slashes=False)
def index():
    return f"{request.method} {request.path}"


@app.route("/items", methods=["GET", "POST"])
def items():
    return f"{request.method} {request.path}"


@app.route("/asked", methods=["GET", "OPTIONS"])
def asked():
    return app.make_default_options_response()
