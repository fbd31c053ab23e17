import logging

from flask import Flask


class Logged:
    """It looks at the answer, which no ASGI server has in this form."""

    def __init__(self, app):
        self.app = app

    def __call__(self, environ, start_response):
        def start(status, headers, exc_info=None):
            logging.getLogger("requests").info(status)
            return start_response(status, [*headers, ("X-Logged", "yes")], exc_info)

        return self.app(environ, start)


class Single:
    def __init__(self, app):
        self.app = app

    def __call__(self, environ, start_response):
        environ["wsgi.multithread"] = False
        return self.app(environ, start_response)


app = Flask(__name__)
app.wsgi_app = Logged(app.wsgi_app)
app.wsgi_app = Single(app.wsgi_app)


@app.route("/")
def index():
    return "index"
