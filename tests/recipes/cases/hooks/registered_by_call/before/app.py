from flask import Flask, g

from hooks import install

app = Flask(__name__)
install(app)


@app.route("/")
def index():
    return {"who": g.who}
