from flask import Flask, render_template, request

from posts import bp, newest

app = Flask(__name__)
app.register_blueprint(bp, url_prefix="/posts")


@app.route("/")
def home():
    return render_template("home.html", posts=newest(2))


@app.route("/search")
def search():
    term = request.args.get("q", "").strip()
    found = [post for post in newest(10) if term.lower() in post["title"].lower()] if term else []
    return render_template("search.html", term=term, posts=found)


@app.errorhandler(404)
def not_found(error):
    return render_template("404.html", error=error), 404
