from flask import Flask, make_response, request

from answers import ApiResponse


class Library(Flask):
    response_class = ApiResponse


app = Library(__name__)

BOOKS = {"1": {"title": "Emma", "year": 1815}, "2": {"title": "Dune", "year": 1965}}


@app.route("/books")
def books():
    after = request.args.get("after", 0, type=int)
    return [book for book in BOOKS.values() if book["year"] > after]


@app.route("/books/<key>")
def book(key):
    if key not in BOOKS:
        return {"message": "no such book"}, 404
    response = make_response(BOOKS[key])
    response.cache_for(60)
    return response


@app.route("/books/<key>/title", methods=["GET", "PUT"])
def title(key):
    if request.method == "PUT":
        return f'"{request.get_data(as_text=True)}"', 202
    return f'"{BOOKS[key]["title"]}"'


@app.route("/count")
def count():
    return ApiResponse(str(len(BOOKS)), headers={"X-Kind": "number"})


@app.errorhandler(404)
def not_found(error):
    return {"message": error.description}, 404
