from flask import request

from .money import price

BOOKS = {"emma": 9, "walden": 12, "dune": 15}


def page():
    number = request.args.get("page", 1, type=int)  # counts from 1
    size = request.args.get("size", 2, type=int)
    return sorted(BOOKS)[(number - 1) * size : number * size]


def describe(title, count=1):
    return f"{title}: " + price(BOOKS.get(title, 0) * count)
