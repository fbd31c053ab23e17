from flask import Flask, g, jsonify, render_template

from desk import desk
from people import people
from roles import load_person, person_menu


def create_app():
    app = Flask(__name__)
    app.config["SECRET_KEY"] = "desk"
    app.before_request(load_person)
    app.context_processor(person_menu)

    desk.register_blueprint(people, url_prefix="/people")
    app.register_blueprint(desk, url_prefix="/desk")

    @app.route("/")
    def front():
        return render_template("front.html")

    @app.errorhandler(403)
    def forbidden(error):
        return jsonify(error=error.description, person=g.person and g.person["name"]), 403

    @app.errorhandler(Exception)
    def anything(error):
        code = getattr(error, "code", 500)
        return jsonify(error=type(error).__name__, code=code), code

    return app
