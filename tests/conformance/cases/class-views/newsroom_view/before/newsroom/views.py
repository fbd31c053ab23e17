from flask import jsonify, render_template, request, url_for
from flask.views import View

ARTICLES = {
    1: {"section": "sport", "title": "Cup final"},
    2: {"section": "city", "title": "New tram"},
    3: {"section": "city", "title": "Market & fair"},
}


class ListView(View):
    """One list for each section; the section comes with the registration."""

    template = "list.html"

    def __init__(self, section, reverse=False):
        self.section = section
        self.reverse = reverse

    def articles(self):
        found = [(n, a) for n, a in ARTICLES.items() if self.section in (None, a["section"])]
        return sorted(found, reverse=self.reverse)

    def dispatch_request(self):
        if request.args.get("format") == "json":
            return jsonify([{"id": n, **a} for n, a in self.articles()])
        return render_template(
            self.template, articles=self.articles(), title=self.section or "front page"
        )


class ArticleView(View):
    methods = ["GET", "POST"]

    def dispatch_request(self, number):
        article = ARTICLES.get(number)
        if article is None:
            return f"No article {number}.", 404
        if request.method == "POST":
            return self.rename(article, number)
        return jsonify(article)

    def rename(self, article, number):
        article["title"] = request.form["title"]
        return "", 303, {"Location": url_for("article", number=number)}


class PingView(View):
    init_every_request = False
    provide_automatic_options = False

    def dispatch_request(self):
        return "pong"
