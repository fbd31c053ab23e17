from .compat.routing import Router
from .resources import Book, Film

blueprint = Router("shop")

book = Book()
blueprint.add_api_route("/books/{key:int}", book.get, methods=["GET"], name="book")
blueprint.add_api_route("/books/{key:int}", book.put, methods=["PUT"], name="book")
blueprint.add_api_route(
    "/books/{key:int}", book.delete, methods=["DELETE"], name="book"
)
film = Film()
blueprint.add_api_route("/films/{key}", film.get, methods=["GET"], name="film")
blueprint.add_api_route("/films/{key}", film.post, methods=["POST"], name="film")
blueprint.add_api_route("/films/{key}", film.delete, methods=["DELETE"], name="film")
