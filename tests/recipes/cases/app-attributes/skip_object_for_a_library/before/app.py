from blinker import Namespace
from flask import Flask, current_app

app = Flask(__name__)

asked = Namespace().signal("asked")


@app.route("/signal")
def signal():
    asked.send(current_app._get_current_object())
    return "sent"
