from flask import Flask, jsonify

from kitchen import kitchen
from shop import shop


def create_app():
    app = Flask(__name__)

    @app.errorhandler(404)
    def not_found(error):
        return jsonify(app=True, message=error.description), 404

    @app.errorhandler(ValueError)
    def bad_value(error):
        return jsonify(app=True, value=str(error)), 400

    app.register_blueprint(kitchen, url_prefix="/kitchen")
    app.register_blueprint(shop, url_prefix="/shop")
    return app
