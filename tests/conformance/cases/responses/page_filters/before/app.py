import re

from flask import Flask, g, make_response, render_template_string, request

app = Flask(__name__)
app.config["BANNER"] = "<!-- staging -->"

PAGE = """\
<html>
  <body>
    <h1>{{ title }}</h1>
  </body>
</html>
"""


@app.after_request
def banner(response):
    if response.mimetype == "text/html" and not response.is_streamed:
        response.set_data(response.get_data(as_text=True).replace("<body>", app.config["BANNER"]))
    return response


@app.after_request
def minify(response):
    if request.args.get("min") and response.content_type.startswith("text/html"):
        response.data = re.sub(r"\s*\n\s*", "", response.get_data(as_text=True))
        response.headers["X-Minified"] = "1"
    return response


@app.after_request
def flush_headers(response):
    for name, value in g.get("extra_headers", {}).items():
        response.headers[name] = value
    return response


def extra_header(name, value):
    if "extra_headers" not in g:
        g.extra_headers = {}
    g.extra_headers[name] = value


@app.route("/page/<title>")
def page(title):
    extra_header("X-Title", title.upper())
    extra_header("Link", "</style.css>; rel=preload")
    return render_template_string(PAGE, title=title)


@app.route("/json")
def json():
    response = make_response({"b": 1, "a": 2})
    body = response.get_json()
    body["c"] = response.content_length > 5
    response.set_data(app.json.dumps(body))
    return response


@app.route("/text")
def text():
    response = make_response("line\n" * 3)
    response.headers["Content-Type"] = "text/plain"
    response.headers["X-Lines"] = str(response.data.count(b"\n"))
    return response
