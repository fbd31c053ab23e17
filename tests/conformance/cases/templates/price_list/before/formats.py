"""Filters, tests and globals that several of our shops share."""

from flask import current_app, request


def money(value, places=2):
    return f"{value:.{places}f}"


def initials(text):
    return "".join(word[0] for word in text.split())


def is_free(value):
    return value == 0


def page_title(text):
    return f"{text} | {current_app.config['SHOP_NAME']} | {request.path}"


def register(app):
    app.jinja_env.filters["money"] = money
    app.jinja_env.filters.update(initials=initials)
    app.jinja_env.tests["free"] = is_free
    app.jinja_env.globals.update(page_title=page_title, vat=0.081)
    app.add_template_filter(str.swapcase, "shout")
    app.jinja_env.trim_blocks = True
    app.jinja_env.lstrip_blocks = True
