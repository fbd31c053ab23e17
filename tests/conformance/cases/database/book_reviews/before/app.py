from flask import Flask, abort, jsonify, request, url_for
from flask_sqlalchemy import SQLAlchemy

app = Flask(__name__)
app.config["SQLALCHEMY_DATABASE_URI"] = "sqlite://"
app.config["PER_PAGE"] = 2

db = SQLAlchemy(app)


class Book(db.Model):
    id = db.Column(db.Integer, primary_key=True)
    isbn = db.Column(db.String(20), unique=True, nullable=False)
    title = db.Column(db.String(80), nullable=False)
    reviews = db.relationship("Review", backref="book", lazy=True, cascade="all, delete-orphan")

    def to_dict(self):
        return {
            "isbn": self.isbn,
            "title": self.title,
            "reviews": len(self.reviews),
            "url": url_for("get_book", isbn=self.isbn),
        }


class Review(db.Model):
    id = db.Column(db.Integer, primary_key=True)
    stars = db.Column(db.Integer, nullable=False)
    text = db.Column(db.Text, default="")
    book_id = db.Column(db.Integer, db.ForeignKey("book.id"), nullable=False)

    def to_dict(self):
        return {"id": self.id, "stars": self.stars, "text": self.text, "book": self.book.title}


with app.app_context():
    db.create_all()
    for number, title in enumerate(("Emma", "Dune", "Momo", "Ulysses", "Faust"), 1):
        db.session.add(Book(isbn=f"978-{number}", title=title))
    db.session.commit()


@app.route("/books")
def list_books():
    page = request.args.get("page", 1, type=int)
    pagination = Book.query.order_by(Book.title).paginate(
        page=page, per_page=app.config["PER_PAGE"], error_out=request.args.get("strict") == "1"
    )
    return jsonify(
        {
            "books": [book.to_dict() for book in pagination.items],
            "total": pagination.total,
            "pages": pagination.pages,
            "prev": url_for("list_books", page=pagination.prev_num)
            if pagination.has_prev
            else None,
            "next": url_for("list_books", page=pagination.next_num)
            if pagination.has_next
            else None,
        }
    )


@app.route("/books/<isbn>")
def get_book(isbn):
    book = Book.query.filter_by(isbn=isbn).first_or_404(description=f"No book {isbn}")
    return jsonify(book.to_dict())


@app.route("/books/<isbn>", methods=["DELETE"])
def delete_book(isbn):
    book = Book.query.filter_by(isbn=isbn).first_or_404()
    db.session.delete(book)
    db.session.commit()
    return "", 204


@app.route("/books/<isbn>/reviews", methods=["GET", "POST"])
def reviews(isbn):
    book = Book.query.filter_by(isbn=isbn).first()
    if book is None:
        abort(404)
    if request.method == "POST":
        data = request.get_json() or {}
        if data.get("stars") not in range(1, 6):
            return jsonify({"error": "stars: 1 to 5"}), 400
        review = Review(stars=data["stars"], text=data.get("text"), book=book)
        db.session.add(review)
        db.session.commit()
        return jsonify(review.to_dict()), 201, {"Location": url_for("get_review", id=review.id)}
    return jsonify([review.to_dict() for review in book.reviews])


@app.route("/reviews/<int:id>")
def get_review(id):
    return jsonify(Review.query.get_or_404(id).to_dict())
