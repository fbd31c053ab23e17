from flask import Flask, current_app, request


class Menu:
    def __init__(self):
        self.dishes = {}

    def add(self, name, function):
        self.dishes[name] = function


def soup():
    return str(request.is_multithread)


app = Flask(__name__)
app.menu = Menu()
app.menu.add("soup", soup)


@app.route("/<name>")
def cook(name):
    return current_app.menu.dishes[name]()
