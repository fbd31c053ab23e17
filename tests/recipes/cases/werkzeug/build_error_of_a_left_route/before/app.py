from flask import Flask, jsonify, request, url_for
from werkzeug.routing import BuildError

app = Flask(__name__)


@app.get("/pages/<int:number>")
def page(number):
    return jsonify(number=number)


@app.post("/pages")
def add():
    return jsonify(told="wsgi.errors" in request.environ and request.environ["wsgi.version"]), 201


@app.get("/why/<endpoint>")
def why(endpoint):
    try:
        return url_for(endpoint)
    except Exception as error:
        return type(error).__name__, 404


@app.get("/link/<endpoint>")
def link(endpoint):
    method = request.args.get("as")
    values = {k: v for k, v in request.args.items() if k != "as"}
    try:
        return jsonify(url=url_for(endpoint, _method=method, **values))
    except (BuildError, ValueError) as error:
        return jsonify(error=str(error), wanted=error.endpoint, values=error.values), 404


@app.get("/unguarded/<endpoint>")
def unguarded(endpoint):
    return url_for(endpoint)


@app.errorhandler(BuildError)
def nowhere(error):
    return f"nowhere: {error.endpoint}", 410
