from flask import Flask, jsonify
from models import Book, HTTPLibrary, Item, Pamphlet, Tag, db
from sqlalchemy.schema import CreateTable


def fill():
    here = HTTPLibrary(name="Here")
    first = Book(title="First", tags=[Tag(name="old")])
    here.books.append(first)
    db.session.add_all([here, Book(title="Second", library=here), Pamphlet()])
    db.session.commit()


def create_app():
    app = Flask(__name__)
    app.config.update(
        SQLALCHEMY_DATABASE_URI="sqlite:///shelf.db",
        SQLALCHEMY_ENGINE_OPTIONS={"pool_pre_ping": True},
    )
    db.init_app(app)

    @app.route("/tables")
    def tables():
        made = [str(CreateTable(t)) for t in db.metadata.sorted_tables]
        indexes = [i.name for t in db.metadata.sorted_tables for i in t.indexes]
        return jsonify(tables=made, indexes=sorted(indexes), database=str(db.engine.url.drivername))

    @app.route("/books")
    def books():
        here = db.session.get(HTTPLibrary, 1)
        titles = [book.title for book in here.books.order_by(Book.title.desc())]
        return jsonify(titles=titles, first=repr(here.books.first()), library=str(here))

    @app.route("/items")
    def items():
        found = db.session.execute(db.select(Item).order_by(Item.id)).scalars()
        return jsonify([[item.kind, repr(item)] for item in found])

    @app.route("/tags/<int:tag_id>")
    def tag(tag_id):
        found = db.get_or_404(Tag, tag_id, description="no such tag")
        return jsonify([[book.title, book.added_on] for book in found.books])

    with app.app_context():
        db.drop_all()
        db.create_all()
        fill()
    return app
