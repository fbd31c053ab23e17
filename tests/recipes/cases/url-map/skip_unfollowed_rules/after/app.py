import importlib

from compat.application import Application
from compat.context import current_app
from compat.legacy import Fallback
from compat.templating import render_template_string

app = Application(__name__)
app.fallback = Fallback(lambda: importlib.import_module("flask_original.app").app)


# Flask still answers GET /whole: UF115 the map of all rules is used in a way that has no counterpart: `url_map` as a whole (app.py:8).
def whole():
    # unflask UF115: the map of all rules is used in a way that has no counterpart: `url_map` as a whole
    return str(len(str(app.url_map)))


# Flask still answers GET /in-template: UF115 the map of all rules is used in a way that has no counterpart: rules leave the code that can be followed (app.py:14).
def in_template():
    shown = "{% for r in rules %}{{ r.rule }} {% endfor %}"
    # unflask UF115: the map of all rules is used in a way that has no counterpart: rules leave the code that can be followed
    return render_template_string(shown, rules=app.url_map.iter_rules())


# Flask still answers GET /subdomains: UF115 the map of all rules is used in a way that has no counterpart: `subdomain` of a rule (app.py:19).
def subdomains():
    # unflask UF115: the map of all rules is used in a way that has no counterpart: `subdomain` of a rule
    return [rule.subdomain for rule in current_app.url_map.iter_rules()]


# Flask still answers GET /methods: UF115 the map of all rules is used in a way that has no counterpart: `methods` of a rule, which is a set, is handed on (app.py:24).
def methods():
    # unflask UF115: the map of all rules is used in a way that has no counterpart: `methods` of a rule, which is a set, is handed on
    return str(len([str(rule.methods) for rule in app.url_map.iter_rules()]))


# Flask still answers GET /handed-on: UF115 the map of all rules is used in a way that has no counterpart: a rule leaves the code that can be followed (app.py:29).
def handed_on():
    # unflask UF115: the map of all rules is used in a way that has no counterpart: a rule leaves the code that can be followed
    return [vars(rule)["rule"] for rule in app.url_map.iter_rules()]


# Flask still answers GET /matched: UF115 the map of all rules is used in a way that has no counterpart: `url_map.bind` (app.py:34).
def matched():
    # unflask UF115: the map of all rules is used in a way that has no counterpart: `url_map.bind`
    endpoint, values = app.url_map.bind("localhost").match("/plain")
    return endpoint


@app.get("/plain")
def plain():
    return "plain"
