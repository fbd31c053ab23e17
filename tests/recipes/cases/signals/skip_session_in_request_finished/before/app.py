from flask import Flask, jsonify, request_finished, session

app = Flask(__name__)
app.secret_key = "x"


@request_finished.connect
def finished(sender, response, **extra):
    session["last"] = response.status_code


@app.get("/")
def index():
    return jsonify(last=session.get("last"))
