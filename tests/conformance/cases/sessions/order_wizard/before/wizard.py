"""An order in steps. Each step's answers stand in the session under a key of their own."""

from flask import session

STEPS = {"address": ("name", "zip"), "payment": ("card",), "gift": ()}


def key(step):
    return f"wizard.{step}"


def done():
    return [name for name in STEPS if key(name) in session]


def following(step):
    """The first step after this one that has no answers yet."""
    names = list(STEPS)
    rest = names[names.index(step) + 1 :] if step else names
    return next((name for name in rest if key(name) not in session), None)


def store(step, form):
    missing = [name for name in STEPS[step] if not form.get(name)]
    if not missing:
        session[key(step)] = form.to_dict()
    return missing
