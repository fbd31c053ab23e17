from flask import Blueprint

from .resources import Book, Film

blueprint = Blueprint("shop", __name__)

blueprint.add_url_rule("/books/<int:key>", view_func=Book.as_view("book"))
blueprint.add_url_rule("/films/<key>", view_func=Film.as_view("film"))
