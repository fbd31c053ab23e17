from flask import Flask, jsonify, request, url_for
from flask.views import View

app = Flask(__name__)


class About(View):
    def dispatch_request(self):
        return jsonify(about=url_for("about"), pages=url_for("pages", number=2))


class Pages(View):
    methods = ["GET", "POST"]

    def dispatch_request(self, number):
        """Show one page, or say that it is kept."""
        if request.method == "POST":
            return f"kept {number}", 201
        return jsonify(number=number, size=request.args.get("size", "10"))


app.add_url_rule("/about", view_func=About.as_view("about"))
# All pages are of one view.
pages = Pages.as_view("pages")
app.add_url_rule("/pages/", view_func=pages, defaults={"number": 1})
app.add_url_rule("/pages/<int:number>", view_func=pages)
