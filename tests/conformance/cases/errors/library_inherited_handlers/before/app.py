from flask import Blueprint, Flask, jsonify
from werkzeug.exceptions import Conflict, Forbidden, HTTPException, NotFound, Unauthorized

from lending import BookGone, lend

app = Flask(__name__)
v1 = Blueprint("v1", __name__)
v2 = Blueprint("v2", __name__)


class ApiError(HTTPException):
    code = 400
    description = "the request makes no sense"


class Overdue(ApiError):
    code = 402

    def __init__(self, fee):
        super().__init__(f"pay {fee} first")
        self.fee = fee


class Lent(Conflict):
    """A conflict whose own text is shown."""

    description = "somebody else has it"


FAILURES = {
    "overdue": lambda: Overdue(12),
    "lent": Lent,
    "plain": ApiError,
    "forbidden": Forbidden,
    "unauthorized": lambda: Unauthorized("card please"),
    "missing": NotFound,
    "gone": lambda: BookGone("burnt"),
}


@app.errorhandler(ApiError)
def api_error(error):
    return jsonify(api=error.description, fee=getattr(error, "fee", None)), error.code


@app.errorhandler(409)
def conflict(error):
    return jsonify(conflict=error.description), 409


@v2.errorhandler(HTTPException)
def any_http(error):
    return jsonify(v2=error.code), error.code, {"X-Version": "2"}


@v2.errorhandler(Forbidden)
def forbidden(error):
    return "no entry", 403


@v1.get("/fail/<kind>")
@v2.get("/fail/<kind>", endpoint="fail2")
def fail(kind):
    raise FAILURES[kind]()


@v1.get("/lend/<book>")
def lend_one(book):
    return jsonify(lend(book))


app.register_blueprint(v1, url_prefix="/v1")
app.register_blueprint(v2, url_prefix="/v2")
