from flask import Flask, request

app = Flask(__name__)


@app.post("/skip")
def skip():
    request.stream.exhaust()
    return {"skipped": request.content_length}


@app.post("/named")
def named():
    return {"read": len(getattr(request, "stream").read())}


@app.post("/replaced")
def replaced():
    request.stream = None
    return {"stream": request.stream is None}


@app.post("/length")
def length():
    return {"length": len(request.stream.read())}
