from flask import Flask, url_for

app = Flask(__name__)


@app.route("/")
def index():
    return url_for("index")


def _empty(environ, start_response):
    start_response("404 Not Found", [])
    return [b""]


def serve(prefix):
    from cheroot.wsgi import Server
    from werkzeug.middleware.dispatcher import DispatcherMiddleware

    app.wsgi_app = DispatcherMiddleware(_empty, {prefix: app.wsgi_app})
    server = Server(("127.0.0.1", 8000), app)
    server.start()


def main():
    serve("/books")


if __name__ == "__main__":
    main()
