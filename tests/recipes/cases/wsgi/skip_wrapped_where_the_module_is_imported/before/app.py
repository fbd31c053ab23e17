from flask import Flask
from werkzeug.middleware.dispatcher import DispatcherMiddleware

app = Flask(__name__)


@app.route("/")
def index():
    return "index"


def _empty(environ, start_response):
    start_response("404 Not Found", [])
    return [b""]


def wrap():
    app.wsgi_app = DispatcherMiddleware(app.wsgi_app, {"/empty": _empty})


def main():
    wrap()
    app.run()


if __name__ == "__main__":
    main()
else:
    wrap()
