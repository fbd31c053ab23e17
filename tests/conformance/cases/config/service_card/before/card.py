from flask import abort, current_app, g, has_request_context


def features():
    return current_app.config["FEATURES"]


def need(name):
    try:
        on = features()[name]
    except KeyError as error:
        abort(404, description=f"no feature {error}")
    if not on:
        g.notes.append(f"{name} is off")
        abort(403, "; ".join(g.notes))


def describe():
    config = current_app.config
    return {
        "name": current_app.name,
        "version": config["VERSION"],
        "owner": config["OWNER"],
        "on": [name for name, on in features().items() if on],
        "request": has_request_context(),
    }
