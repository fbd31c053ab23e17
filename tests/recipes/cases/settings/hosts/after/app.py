from compat.application import Application
from compat.urls import url_for

app = Application(__name__)
app.config["TRUSTED_HOSTS"] = ["127.0.0.1", ".shop.example"]
app.config["SERVER_NAME"] = "Shop.Example:80"
app.config["PREFERRED_URL_SCHEME"] = "https"


@app.get("/")
def index():
    return url_for("slash", _external=True)


@app.get("/slash/")
def slash():
    return "slash"
