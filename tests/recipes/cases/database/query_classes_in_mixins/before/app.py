from flask import Flask

from models import Cat, Toy, db


def create_app():
    app = Flask(__name__)
    app.config["SQLALCHEMY_DATABASE_URI"] = "sqlite:///cats.db"
    db.init_app(app)

    @app.get("/toys")
    def toys():
        page = db.get_or_404(Cat, 1).toys.living().paginate(per_page=1)
        return str(page.total)

    @app.get("/<name>")
    def named(name):
        return str(Cat.query.named(name).count())

    with app.app_context():
        db.drop_all()
        db.create_all()
        db.session.add_all([Cat(name="tom", toys=[Toy(), Toy(alive=False)]), Cat(name="tom", alive=False)])
        db.session.commit()
    return app
