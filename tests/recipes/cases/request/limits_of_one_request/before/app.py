from flask import Flask, jsonify, request
from werkzeug.exceptions import RequestEntityTooLarge

app = Flask(__name__)


@app.errorhandler(RequestEntityTooLarge)
def too_large(error):
    return jsonify(error=error.name, limit=request.max_content_length), 413


@app.post("/short")
def short():
    request.max_content_length = 10
    return jsonify(size=len(request.get_data()))


@app.post("/any")
def any_length():
    return jsonify(size=len(request.data), limit=request.max_content_length)


@app.post("/note")
def note():
    request.max_form_memory_size = 20
    request.max_form_parts = 2
    return jsonify(form=request.form.to_dict(), parts=request.max_form_parts)


@app.post("/default")
def default():
    request.max_form_memory_size = None
    return jsonify(fields=len(request.form), limit=request.max_form_memory_size)
