from flask import Flask, jsonify, request
from flask_sqlalchemy import SQLAlchemy

db = SQLAlchemy()


class Song(db.Model):
    id = db.Column(db.Integer, primary_key=True)
    name = db.Column(db.String(20))


def page_of(number, **options):
    return Song.query.order_by(Song.id).paginate(page=number, per_page=2, **options)


def find(model):
    """The class of the query is not known here."""
    return model.query.filter_by(name=request.args.get("name")).first()


def create_app():
    app = Flask(__name__)
    app.config["SQLALCHEMY_DATABASE_URI"] = "sqlite:///songs.db"
    db.init_app(app)

    @app.get("/songs")
    def songs():
        page = page_of(request.args.get("page", 1, type=int), error_out=False)
        return jsonify(total=page.total, songs=[song.name for song in page.items])

    @app.get("/names")
    def names():
        """Rows of one column, of which Flask-SQLAlchemy's pages hold tuples."""
        page = db.session.query(Song.name).order_by(Song.id).paginate(per_page=1)
        return jsonify([list(row) for row in page])

    @app.get("/limited")
    def limited():
        """SQLAlchemy refuses to order what is limited."""
        return jsonify(total=Song.query.limit(1).paginate(error_out=False).total)

    @app.get("/kept")
    def kept():
        options = {"page": 1, "error_out": False}
        return jsonify(total=db.paginate(db.select(Song), **options).total)

    @app.get("/songs/<int:song_id>")
    def song(song_id):
        return db.get_or_404(Song, song_id).name

    @app.post("/songs")
    def add():
        song = Song(name=request.get_data(as_text=True))
        db.session.add(song)
        db.session.commit()
        return str(song.id), 201

    @app.get("/find")
    def found():
        song = find(Song)
        return song.name if song else "none"

    with app.app_context():
        db.drop_all()
        db.create_all()
    return app
