from flask import Flask, redirect, url_for

app = Flask(__name__)


@app.route("/")
def index():
    return redirect(url_for("there"))


@app.route("/moved")
def moved():
    return redirect("/there", code=301)


@app.route("/there")
def there():
    return "there"
