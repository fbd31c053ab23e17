from .money import price

BOOKS = {"emma": 9, "walden": 12, "dune": 15}


def page(page: int, size: int):
    number = page  # counts from 1
    return sorted(BOOKS)[(number - 1) * size : number * size]


def describe(title, count=1, *, currency: str):
    return f"{title}: " + price(BOOKS.get(title, 0) * count, currency)
