from flask import Flask, url_for

app = Flask(__name__)
app.config["TRUSTED_HOSTS"] = ["127.0.0.1", ".shop.example"]
app.config["SERVER_NAME"] = "Shop.Example:80"
app.config["PREFERRED_URL_SCHEME"] = "https"


@app.route("/")
def index():
    return url_for("slash", _external=True)


@app.route("/slash/")
def slash():
    return "slash"
