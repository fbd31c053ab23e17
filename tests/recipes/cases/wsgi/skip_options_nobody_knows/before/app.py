from flask import Flask, request
from werkzeug.middleware.proxy_fix import ProxyFix

trusted = {"x_for": 1}

app = Flask(__name__)
app.wsgi_app = ProxyFix(app.wsgi_app, **trusted)


@app.route("/")
def index():
    return request.remote_addr
