from flask import Flask, request

app = Flask(__name__)


@app.route("/marked")
def marked():
    return {"limit": request.shallow}, 202


@app.route("/plain")
def plain():
    return {"plain": True}, 203
