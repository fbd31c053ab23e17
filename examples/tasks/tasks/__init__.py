from flask import Flask


def create_app():
    app = Flask(__name__)

    from . import api, store

    store.reset()
    app.register_blueprint(api.bp, url_prefix="/tasks")

    @app.errorhandler(400)
    def bad_request(error):
        return api.invalid(error.description)

    @app.errorhandler(404)
    def not_found(error):
        return {"error": {"code": "not_found", "message": "There is nothing here."}}, 404

    return app
