from flask import Flask, Response, make_response, url_for

from site_pages import PAGES, feed_items

app = Flask(__name__)


class XMLResponse(Response):
    default_mimetype = "application/xml"


@app.route("/sitemap.xml")
def sitemap():
    urls = "".join(
        f"<url><loc>{url_for('page', slug=slug, _external=True)}</loc></url>" for slug in PAGES
    )
    response = XMLResponse(f"<urlset>{urls}</urlset>")
    response.add_etag()
    response.headers.update({"X-Pages": len(PAGES), "X-Robots-Tag": "noindex"})
    return response


@app.route("/robots.txt")
def robots():
    lines = ["User-agent: *", f"Sitemap: {url_for('sitemap', _external=True)}", ""]
    return "\n".join(lines), 200, {"Content-Type": "text/plain", "X-Lines": len(lines) - 1}


@app.route("/feed")
@app.route("/feed/<int:count>")
def feed(count=2):
    items = feed_items(count)
    if not items:
        return "", 204, {"X-Items": 0}
    response = make_response("".join(f"<item>{title}</item>" for title in items))
    response.mimetype = "application/rss+xml"
    response.headers.extend([("X-Item", title) for title in items])
    response.age = 30
    return response


@app.route("/pages/<slug>", methods=["GET", "PUT"])
def page(slug):
    if slug not in PAGES:
        response = make_response("No such page", 405 if slug.startswith("_") else 404)
        response.allow.add("GET")
        return response
    return PAGES[slug]
