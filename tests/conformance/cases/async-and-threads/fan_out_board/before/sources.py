from flask import current_app, g, has_app_context, has_request_context, request


def minutes(line):
    return {
        "line": line,
        "minutes": current_app.config["LINES"][line],
        "user": g.get("user", "nobody"),
    }


def careful(app, line):
    with app.app_context():
        return minutes(line)


def careless(line):
    return minutes(line)


def curious(line=None):
    return [has_app_context(), has_request_context()]


def by_request(line):
    return {"line": line, "path": request.path}


SOURCES = {"careless": careless, "request": by_request}
