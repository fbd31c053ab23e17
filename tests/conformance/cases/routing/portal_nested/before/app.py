from flask import Flask, jsonify

from portal import admin, api, reports


def create_app():
    app = Flask(__name__)
    app.json.sort_keys = False

    api.bp.register_blueprint(reports.bp, url_prefix="/reports")
    admin.bp.register_blueprint(reports.bp, url_prefix="/reports", name="audit")
    api.bp.register_blueprint(admin.bp)
    app.register_blueprint(api.bp, url_prefix="/api/v1")

    app.add_url_rule("/ping", "ping", lambda: "pong")
    app.add_url_rule("/version", view_func=version, methods=["GET"])
    app.add_url_rule("/api/version", endpoint="api_version", view_func=version)

    @app.errorhandler(404)
    def missing(error):
        return jsonify(status=404, detail=error.description), 404

    return app


def version():
    return jsonify(version="1.4.2", api=1)
