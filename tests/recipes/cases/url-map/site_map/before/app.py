from flask import Blueprint, Flask, current_app, render_template_string, url_for

app = Flask(__name__)
admin = Blueprint("admin", __name__, url_prefix="/admin", static_folder="files")


def has_no_empty_params(rule):
    defaults = rule.defaults if rule.defaults is not None else ()
    arguments = rule.arguments if rule.arguments is not None else ()
    return len(defaults) >= len(arguments)


@app.route("/site-map")
def site_map():
    links = []
    for rule in app.url_map.iter_rules():
        if "GET" in rule.methods and has_no_empty_params(rule):
            url = url_for(rule.endpoint, **(rule.defaults or {}))
            links.append((url, rule.endpoint))
    return links


@app.route("/rules")
def rules():
    found = []
    for rule in sorted(current_app.url_map.iter_rules(), key=lambda r: r.endpoint):
        methods = ",".join(sorted(rule.methods))
        found.append(f"{rule.endpoint:20} {methods} {rule}")
    return render_template_string("{{ found|join('\n') }}", found=found)


@app.route("/ordered")
def ordered():
    return [str(rule) for rule in app.url_map.iter_rules() if not rule.endpoint.startswith("_")]


@app.route("/expects/<endpoint>")
def expects(endpoint):
    try:
        return {"name": app.url_map.is_endpoint_expecting(endpoint, "name")}
    except KeyError as error:
        return {"missing": str(error)}


@app.route("/of/<endpoint>")
def of(endpoint):
    every = list(app.url_map.iter_rules(endpoint))
    return {"rules": [rule.rule for rule in every], "count": len(every)}


@app.route("/page", defaults={"number": 1})
@app.route("/page/<int:number>", methods=["GET", "POST"])
def page(number):
    return str(number)


@admin.route("/<name>/<path:rest>", endpoint="things")
def show(name, rest):
    return name + rest




app.register_blueprint(admin)
