from flask import Flask, jsonify

from notes import v1, v2
from versions import Outdated

app = Flask(__name__)
app.config["OLDEST"] = 1
app.register_blueprint(v1)
app.register_blueprint(v2)


@app.errorhandler(Outdated)
def outdated(error):
    return jsonify(error=str(error)), 410
