"""Reading and judging a filled-in survey."""

from flask import g, request

COLOURS = ("red", "green", "blue")


def read():
    return {
        "name": request.form["name"].strip(),
        "colours": request.form.getlist("colour"),
        "newsletter": bool(request.form.get("newsletter")),
    }


def valid(answers):
    g.problems = []
    if not answers["name"]:
        g.problems.append("Your name, please")
    strange = [c for c in answers["colours"] if c not in COLOURS]
    if strange:
        g.problems.append(f"No such colour: {strange[0]}")
    return not g.problems
