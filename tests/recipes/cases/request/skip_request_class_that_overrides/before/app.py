from flask import Flask, Request, abort, request


class Strict(Request):
    def on_json_loading_failed(self, e):
        abort(422)


app = Flask(__name__)
app.request_class = Strict


@app.route("/echo", methods=["POST"])
def echo():
    return {"got": request.get_json()}
