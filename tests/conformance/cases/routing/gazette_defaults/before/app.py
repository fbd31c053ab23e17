from flask import Flask, jsonify

from archive import issue_of, issues_in, page_of

app = Flask(__name__)


@app.route("/archive/", defaults={"year": 2023, "page": 1})
@app.route("/archive/<int:year>/", defaults={"page": 1})
@app.route("/archive/<int:year>/page/<int:page>")
def archive(year, page):
    """Lists issues of a year, three to a page."""
    rows, last = page_of(issues_in(year), page)
    if page > last:
        return jsonify(message=f"{year} has {last} page(s)"), 404
    return jsonify(year=year, page=page, last=last, issues=rows)


@app.route("/issue/<slug>", defaults={"fmt": "json"})
@app.route("/issue/<slug>.<any(json, txt):fmt>")
def issue(slug, fmt):
    found = issue_of(slug)
    if found is None:
        return jsonify(message="no such issue"), 404
    if fmt == "txt":
        return f"{found['slug']}: {found['headline']}\n", 200, {"Content-Type": "text/plain"}
    return jsonify(found)


@app.route("/latest")
@app.route("/newest")
@app.route("/")
def latest():
    return jsonify(issues_in(2024)[-1])
