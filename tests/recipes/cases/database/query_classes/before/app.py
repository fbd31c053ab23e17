from flask import Flask, jsonify, request
from flask_sqlalchemy import SQLAlchemy
from flask_sqlalchemy.query import Query

db = SQLAlchemy()


class Shelf(db.Model):
    id = db.Column(db.Integer, primary_key=True)
    name = db.Column(db.String(20), nullable=False)
    books = db.relationship("Book", backref="shelf", lazy="dynamic")

    def all_books(self):
        return Book.query.filter(Book.shelf_id == self.id).order_by(Book.title)


class Book(db.Model):
    class BookQuery(Query):
        def get(self, ident, shelf=None):
            return self.filter_by(id=ident, shelf=shelf).first() if shelf else super().get(ident)

        def long(self):
            return self.filter(Book.pages > 99)

    query_class = BookQuery
    id = db.Column(db.Integer, primary_key=True)
    title = db.Column(db.String(40), nullable=False)
    pages = db.Column(db.Integer, default=0)
    shelf_id = db.Column(db.ForeignKey("shelf.id"))


def create_app():
    app = Flask(__name__)
    app.config["SQLALCHEMY_DATABASE_URI"] = "sqlite:///books.db"
    db.init_app(app)
    db.app = app
    with app.app_context():
        db.create_all()
        if Shelf.query.count() == 0:
            db.session.add_all([Shelf(name="old"), Shelf(name="new")])
            db.session.commit()

    @app.post("/shelves/<int:shelf_id>/books")
    def add(shelf_id):
        shelf = Shelf.query.get_or_404(shelf_id)
        book = Book(**request.get_json(), shelf=shelf)
        db.session.add(book)
        db.session.commit()
        return jsonify(id=book.id), 201

    @app.get("/shelves/<int:shelf_id>/books/<int:book_id>")
    def one(shelf_id, book_id):
        book = Book.query.get(book_id, Shelf.query.get(shelf_id))
        if book is None:
            return jsonify(error="not on this shelf"), 404
        return jsonify(title=book.title, shelf=book.shelf.name)

    @app.get("/shelves/<int:shelf_id>/books")
    def books(shelf_id):
        found = Shelf.query.get_or_404(shelf_id).all_books().paginate(per_page=2)
        return jsonify(titles=[b.title for b in found], total=found.total, pages=found.pages)

    @app.get("/shelves/<int:shelf_id>/dynamic")
    def dynamic(shelf_id):
        shelf = Shelf.query.get_or_404(shelf_id)
        page = shelf.books.filter(Book.pages > 0).paginate(per_page=1, error_out=False)
        return jsonify(titles=[b.title for b in page.items], next=page.next_num)

    @app.get("/long")
    def long():
        pages = db.session.query(Book.pages, Shelf.name).join(Shelf).order_by(Book.pages)
        rows = [list(row) for row in pages.paginate(max_per_page=5)]
        return jsonify(long=[b.title for b in Book.query.long().order_by(Book.id)], pages=rows)

    @app.get("/shelves")
    def shelves():
        return jsonify([s.name for s in Shelf.query.order_by(Shelf.name).all()])

    return app
