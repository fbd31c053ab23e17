from flask import jsonify
from werkzeug.exceptions import HTTPException


def register_errors(app):
    @app.errorhandler(404)
    def not_found(e):
        return jsonify({"error": "Not found"}), 404

    @app.errorhandler(HTTPException)
    def any_http(e):
        return jsonify({"error": e.description, "name": e.name}), e.code

    @app.errorhandler(500)
    def failed(e):
        return jsonify({"error": "Something went wrong, we are working on it"}), 500
