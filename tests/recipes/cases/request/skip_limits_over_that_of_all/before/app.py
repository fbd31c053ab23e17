from flask import Flask, jsonify, request

app = Flask(__name__)
app.config["MAX_CONTENT_LENGTH"] = 10


@app.post("/long")
def long():
    request.max_content_length = 100
    return jsonify(size=len(request.get_data()))


@app.post("/short")
def short():
    return jsonify(size=len(request.get_data()), limit=request.max_content_length)
