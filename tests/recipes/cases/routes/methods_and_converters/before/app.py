import uuid

from flask import Flask

app = Flask(__name__)


@app.route("/")
def index():
    return "index"


@app.route("/item/<int:item_id>", methods=["GET", "POST", "DELETE"])
def item(item_id):
    return {"id": item_id, "type": type(item_id).__name__}


@app.get("/price/<float:price>")
def price(price):
    return {"price": price}


@app.put("/thing/<uuid:key>")
def thing(key):
    return {"key": str(key), "same": isinstance(key, uuid.UUID)}


@app.route("/files/<path:name>")
def files(name):
    return name


@app.route("/kind/<any(cat, dog):kind>")
def kind(kind):
    return kind


@app.route("/code/<string(length=3):code>")
def code(code: str) -> str:
    return code.upper()


@app.route("/head", methods=["HEAD", "POST"])
def only_head():
    return "body"
