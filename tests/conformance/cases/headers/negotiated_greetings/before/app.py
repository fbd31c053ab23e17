"""Greetings in the visitor's language, as JSON, HTML or plain text."""

from flask import Flask, make_response, render_template_string, request

from i18n import LANGUAGES, pick_language, translate

app = Flask(__name__)
PAGE = "<!doctype html><html lang={{ lang }}><p>{{ text }}</p></html>"


def wants_json():
    best = request.accept_mimetypes.best_match(["application/json", "text/html"])
    return (
        best == "application/json"
        and request.accept_mimetypes[best] > request.accept_mimetypes["text/html"]
    )


@app.context_processor
def language():
    return {"lang": pick_language()}


@app.get("/greet/<name>")
def greet(name):
    text = translate("hello", name=name)
    if wants_json():
        response = make_response({"text": text, "lang": pick_language()})
    elif request.accept_mimetypes.best == "text/plain":
        response = make_response(text, {"Content-Type": "text/plain; charset=utf-8"})
    else:
        response = make_response(render_template_string(PAGE, text=text))
    response.headers["Content-Language"] = pick_language()
    response.vary.update(["Accept", "Accept-Language"])
    return response


@app.get("/preferences")
def preferences():
    accept = request.accept_mimetypes
    return {
        "mimetypes": [[value, quality] for value, quality in accept],
        "html": accept.accept_html,
        "json": accept.accept_json,
        "xml": "application/xml" in accept,
        "languages": list(request.accept_languages.values()),
        "best": request.accept_languages.best,
        "known": request.accept_languages.best_match(LANGUAGES, default="none"),
        "encodings": "gzip" in request.accept_encodings,
        "charset": request.accept_charsets.best_match(["utf-8", "latin-1"]),
    }


@app.errorhandler(404)
def missing(error):
    if wants_json():
        return {"error": error.name}, 404
    return translate("missing"), 404
