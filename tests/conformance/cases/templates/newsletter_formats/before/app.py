"""One newsletter in every shape that a subscriber may want."""

from flask import Flask, Response, make_response, render_template, request

app = Flask(__name__)

ISSUE = {
    "number": 42,
    "title": 'Cheese & "friends"',
    "items": [
        {"head": "5 < 6", "link": "https://example.org/?a=1&b=2"},
        {"head": "It's on", "link": None},
    ],
}

KINDS = {
    "html": ("issue.html", "text/html"),
    "txt": ("issue.txt", "text/plain"),
    "xml": ("issue.xml", "application/rss+xml"),
    "svg": ("cover.svg", "image/svg+xml"),
    "md": ("issue.md.j2", "text/markdown"),
}


@app.route("/issues/<int:number>.<kind>")
def issue(number, kind):
    if number != ISSUE["number"] or kind not in KINDS:
        return (
            render_template("missing.txt", number=number, kind=kind),
            404,
            {"Content-Type": "text/plain"},
        )
    name, mimetype = KINDS[kind]
    return Response(render_template(name, issue=ISSUE), mimetype=mimetype)


@app.route("/issues/latest")
def latest():
    best = request.accept_mimetypes.best_match(["text/html", "text/plain"])
    if best == "text/plain":
        response = make_response(render_template("issue.txt", issue=ISSUE))
        response.mimetype = "text/plain"
    else:
        response = make_response(render_template("issue.html", issue=ISSUE))
    response.headers["Vary"] = "Accept"
    return response


@app.route("/preview", methods=["POST"])
def preview():
    issue = request.get_json()
    return render_template("issue.html", issue=issue)


@app.route("/preview.txt", methods=["POST"])
def preview_text():
    return render_template("issue.txt", issue=request.get_json()), {"X-Kind": "text"}
