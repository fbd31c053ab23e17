from flask import Flask, jsonify
from marshmallow import ValidationError

from employees import bp

app = Flask(__name__)
app.register_blueprint(bp)


@app.errorhandler(ValidationError)
def handle_validation(error):
    return jsonify({"status": "invalid", "fields": error.messages}), 400


@app.errorhandler(415)
@app.errorhandler(400)
def handle_bad_request(error):
    return jsonify({"status": "bad request", "reason": error.name}), error.code
