from flask import Flask
from flask.globals import app_ctx, request_ctx

app = Flask(__name__)


@app.route("/ctx")
def ctx():
    return {"app": app_ctx.app.name, "path": request_ctx.request.path}


@app.route("/plain")
def plain():
    return "plain"
