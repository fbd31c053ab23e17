from flask import Flask, request
from werkzeug.exceptions import HTTPException
from werkzeug.routing import RequestRedirect, RoutingException

app = Flask(__name__)


class Elsewhere(HTTPException, RoutingException):
    code = 302

    def get_response(self, environ):
        return HTTPException(environ["PATH_INFO"]).get_response(environ)


@app.route("/target/<path:path>")
def target(path):
    adapter = app.url_map.bind("localhost")
    try:
        return adapter.match(f"/{path}")[0]
    except RequestRedirect as error:
        return error.new_url


@app.route("/slash/")
def slash():
    return "a slash"


@app.route("/plain")
def plain():
    return request.args.get("name", "nobody")


@app.route("/elsewhere")
def elsewhere():
    raise Elsewhere
