from flask import abort, make_response

RECIPES = {"tea": ["boil water", "wait"], "toast": ["toast bread"]}


def cook(name, wishes):
    if name not in RECIPES:
        abort(404)
    people = (wishes or {}).get("people", 1)
    if not isinstance(people, int):
        abort(make_response({"error": "people is a number"}, 422))
    return {"cooked": name, "steps": len(RECIPES[name]) * people}, 202
