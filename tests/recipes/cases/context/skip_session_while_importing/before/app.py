from flask import Flask, session

app = Flask(__name__)
app.secret_key = "fixture"


class Basket:
    store = session

    def add(self, name):
        self.store[name] = True


@app.route("/add/<name>")
def add(name):
    Basket().add(name)
    return ",".join(sorted(session))
