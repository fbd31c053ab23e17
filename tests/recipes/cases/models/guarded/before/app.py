from flask import Flask, jsonify, request

app = Flask(__name__)
books = []


# Books.
@app.route("/books", methods=["POST"])
def add_book():
    """Take a book."""
    data = request.get_json()
    if not data or "title" not in data or "year" not in data:
        return jsonify(error="title and year", code=7), 400
    # It is one.
    book = {"title": data["title"].strip(), "year": data["year"], "tags": data.get("tags", [])}
    book["copies"] = data.get("copies", 1)
    books.append(book)
    return jsonify(book), 201


@app.route("/books/<int:number>", methods=["PUT", "PATCH"])
def change_book(number):
    changes = request.json
    if not isinstance(changes, dict) or not all(key in changes for key in ("title", "by")):
        return {"error": "title and by"}, 422
    if number >= len(books):
        return {"error": "no such book"}, 404
    if "year" in changes:
        books[number]["year"] = changes["year"]
    if "copies" in changes and changes["copies"] > 0:
        books[number]["copies"] = changes["copies"]
    books[number]["title"] = changes["title"]
    return jsonify(books[number])


@app.route("/sign-up", methods=["POST"])
def sign_up():
    form = request.get_json()
    if not form or not form.get("name") or len(form.get("password", "")) < 3:
        return "name and password, please", 400
    return f"hello {form['name']}"


def create_app():
    return app
