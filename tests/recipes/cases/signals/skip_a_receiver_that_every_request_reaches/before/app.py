from flask import Flask, g, jsonify, request_started

app = Flask(__name__)


@request_started.connect
def started(sender, **extra):
    g.handlers = len(sender.url_build_error_handlers)


@app.get("/")
def index():
    return jsonify(handlers=g.handlers)
