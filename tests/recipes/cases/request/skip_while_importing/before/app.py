from flask import Flask, has_request_context, request

app = Flask(__name__)
METHOD = request.method if has_request_context() else "none"


@app.route("/")
def index():
    return METHOD
