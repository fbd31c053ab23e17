from flask import Flask, Request, request


class Small(Request):
    max_content_length = 10


app = Flask(__name__)
app.request_class = Small


@app.route("/echo", methods=["POST"])
def echo():
    return {"got": request.get_json()}
