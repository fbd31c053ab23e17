from functools import partial

from flask import Flask, jsonify, request_started

app = Flask(__name__)
seen = []


def note(where, sender, **extra):
    where.append(str(sender.url_build_error_handlers))


started = partial(note, seen)
request_started.connect(started)


@app.get("/")
def index():
    return jsonify(seen=len(seen))
