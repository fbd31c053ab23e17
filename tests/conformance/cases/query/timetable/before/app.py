import functools

from flask import Flask, abort, current_app, g, request

app = Flask(__name__)
app.config["DEFAULT_LANGUAGE"] = "de"
app.config["STATIONS"] = {"BN": "Bern", "ZUE": "Zürich HB", "GE": "Genève"}


def query_params(**spec):
    """Parse the query as a decorator says and hand the values to the view."""

    def decorator(view):
        @functools.wraps(view)
        def wrapper(*args, **kwargs):
            for name, (kind, default) in spec.items():
                raw = request.args.get(name)
                if raw is None and default is Ellipsis:
                    abort(400, f"{name} is required")
                kwargs[name] = default if raw is None else convert(name, raw, kind)
            return view(*args, **kwargs)

        return wrapper

    return decorator


def convert(name, raw, kind):
    try:
        return kind(raw)
    except (TypeError, ValueError):
        abort(400, f"{name} is not a valid {kind.__name__}: {raw!r}")


def station(code):
    try:
        return current_app.config["STATIONS"][code.upper()]
    except KeyError:
        raise ValueError(code) from None


@app.before_request
def language():
    g.lang = request.args.get("lang") or current_app.config["DEFAULT_LANGUAGE"]
    if g.lang not in {"de", "fr"}:
        abort(406)


@app.route("/connections")
@query_params(start=(station, ...), end=(station, ...), limit=(int, 2))
def connections(start, end, limit):
    if start == end:
        return {"connections": [], "lang": g.lang}
    word = {"de": "nach", "fr": "vers"}[g.lang]
    return {"connections": [f"{start} {word} {end} #{n}" for n in range(limit)], "lang": g.lang}


@app.route("/board/<code>")
@query_params(platform=(int, None))
def board(code, platform):
    name = app.config["STATIONS"].get(code)
    if name is None:
        abort(404)
    suffix = f", platform {platform}" if platform else ""
    return f"<h1>{name}{suffix}</h1>"
