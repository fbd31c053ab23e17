from flask import Flask, Request, request
from werkzeug.exceptions import UnprocessableEntity


class Lenient(Request):
    def on_json_loading_failed(self, e):
        if e is None:
            return {"text": self.get_data(as_text=True), "mimetype": self.mimetype}
        raise UnprocessableEntity("That was no JSON.")


app = Flask(__name__)
app.request_class = Lenient


@app.route("/echo", methods=["POST"])
def echo():
    data = request.get_json()
    return {"got": data, "same": request.json is data}


@app.route("/name", methods=["POST"])
def name():
    data = request.get_json()
    return {"name": data["name"]}


@app.route("/silent", methods=["POST"])
def silent():
    return {"got": request.get_json(silent=True), "forced": request.get_json(force=True)}
