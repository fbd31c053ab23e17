from flask import Flask

app = Flask(__name__)


@app.route("/sent/<name>")
def sent(name):
    send = app.send_static_file
    return send(name)


@app.route("/plain")
def plain():
    return "plain"

