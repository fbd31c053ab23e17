from flask import Flask, g, render_template, session
from flask_sqlalchemy import SQLAlchemy

db = SQLAlchemy()


def create_app():
    app = Flask(__name__)
    app.config["SECRET_KEY"] = "travel"
    app.config["SQLALCHEMY_DATABASE_URI"] = "sqlite://"
    app.config["BLOG_TITLE"] = "Far & away"
    db.init_app(app)

    from auth import auth
    from blog import blog, preview
    from models import User

    app.register_blueprint(auth, url_prefix="/auth")
    app.register_blueprint(blog)
    app.jinja_env.filters["preview"] = preview

    @app.before_request
    def load_user():
        user_id = session.get("user_id")
        g.user = db.session.get(User, user_id) if user_id is not None else None

    @app.context_processor
    def inject():
        return {"user": g.get("user"), "blog_title": app.config["BLOG_TITLE"]}

    @app.errorhandler(404)
    @app.errorhandler(403)
    def sorry(error):
        return render_template("sorry.html", error=error), error.code

    with app.app_context():
        db.create_all()

    return app
