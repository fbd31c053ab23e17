import logging

from flask import Flask, current_app, g, jsonify, request

from logs import BOOK, configure

configure()
app = Flask(__name__)
app.config["TRUNCATE"] = 20
app.logger.setLevel(logging.INFO)


@app.before_request
def begin():
    g.trace = request.headers.get("X-Trace", "-")
    app.logger.debug("never written")
    current_app.logger.info("%s %s", request.method, request.path)


@app.after_request
def end(response):
    level = logging.WARNING if response.status_code >= 400 else logging.INFO
    app.logger.log(level, "answered %s", response.status_code)
    response.headers["X-Trace"] = g.trace
    return response


@app.route("/divide")
def divide():
    a, b = request.args.get("a", type=int), request.args.get("b", type=int)
    if a is None or b is None:
        app.logger.error("bad input: %r", request.args.to_dict())
        return jsonify(error="a and b are numbers"), 400
    return jsonify(result=a / b)


@app.errorhandler(ZeroDivisionError)
def by_zero(error):
    app.logger.exception("while dividing")
    return jsonify(error=str(error)), 422


@app.route("/log")
def log():
    lines = BOOK.take()
    return jsonify(lines=lines, level=logging.getLevelName(app.logger.level), name=app.logger.name)
