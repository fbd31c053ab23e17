from werkzeug.exceptions import Gone, NotFound

BOOKS = {"emma": 1, "ulysses": 0}


class BookGone(Gone):
    def get_description(self, environ=None, scope=None):
        return f"<p>The book is no more: {self.description}</p>"


def lend(book):
    if book not in BOOKS:
        raise NotFound()
    if BOOKS[book] == 0:
        raise BookGone("all copies")
    BOOKS[book] -= 1
    return {"book": book, "left": BOOKS[book]}
