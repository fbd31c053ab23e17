from compat.application import Application
from compat.urls import url_for

app = Application(__name__)


@app.get("/")
def index():
    return url_for("index")


def _empty(environ, start_response):
    start_response("404 Not Found", [])
    return [b""]


def serve(prefix):
    from cheroot.wsgi import Server
    from werkzeug.middleware.dispatcher import DispatcherMiddleware

    # unflask UF113: what starts the server asks for a WSGI application: `DispatcherMiddleware`: it serves other WSGI applications by their path; `app.mount` does so
    app.wsgi_app = DispatcherMiddleware(_empty, {prefix: app.wsgi_app})
    # unflask UF113: what starts the server asks for a WSGI application: `cheroot.wsgi.Server`
    server = Server(("127.0.0.1", 8000), app)
    server.start()


def main():
    serve("/books")


if __name__ == "__main__":
    main()
