from flask import Blueprint

extra = Blueprint("extra", __name__)


@extra.get("/extra")
def more():
    return "more"
