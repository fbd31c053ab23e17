from flask import Flask


class Shop(Flask):
    def __init__(self, name):
        super().__init__(name)
        self.add_url_rule("/", "index", lambda: "index")


app = Shop(__name__)
