from datetime import datetime


class Serializable:
    hidden = ()

    def to_dict(self):
        return {k: v for k, v in vars(self).items() if k not in self.hidden}


class Book(Serializable):
    hidden = ("price",)

    def __init__(self, isbn, title, price=0, bought=None):
        self.isbn = isbn
        self.title = title
        self.price = price
        self.bought = bought

    def __html__(self):
        return f"<cite>{self.title}</cite>"


LIBRARY = [
    Book("1", "Der Richter und sein Henker", 12, datetime(1999, 5, 4, 10, 30)),
    Book("2", "Heidi & Peter"),
]
