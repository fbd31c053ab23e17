from flask import Flask, abort, request

app = Flask(__name__)


def page_size():
    """How many rows a page has."""
    size = request.args.get("size", "20")
    if not size.isdigit():
        abort(400, "size must be a number")
    return int(size)


def window(
    page,  # counts from 1
    *,
    extra=0,
):
    size = page_size()
    return (page - 1) * size, page * size + extra


@app.route("/rows/<int:page>")
def rows(page):
    start, end = window(
        page,  # the page asked for
        extra=1,
    )
    return {"start": start, "end": end}
