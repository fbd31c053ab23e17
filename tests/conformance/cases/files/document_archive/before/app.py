from pathlib import Path

from flask import Flask, abort, g, render_template_string, request, send_file, send_from_directory

from archive import ROOT, prepare, within

app = Flask(__name__)
app.config["SEND_FILE_MAX_AGE_DEFAULT"] = 120
prepare()


@app.before_request
def who():
    g.staff = request.headers.get("X-Staff") == "yes"


@app.route("/documents/")
def index():
    names = sorted(p.relative_to(ROOT).as_posix() for p in ROOT.rglob("*") if p.is_file())
    page = "<ul>{% for n in names %}<li>{{ n }}</li>{% endfor %}</ul>"
    return render_template_string(page, names=[n for n in names if g.staff or "secret" not in n])


@app.route("/documents/<path:name>")
def document(name):
    if "secret" in name and not g.staff:
        abort(403)
    return send_from_directory(ROOT, name, as_attachment=bool(request.args.get("dl")))


@app.route("/by-path")
def by_path():
    path = within(request.args["path"])
    if path is None:
        abort(404)
    return send_file(path, conditional=True, last_modified=1704067200, etag=False)


@app.route("/renamed/<name>")
def renamed(name):
    return send_from_directory(
        str(ROOT), "plain.txt", download_name=name, mimetype="text/x-log", max_age=0
    )


@app.route("/own/<name>")
def own(name):
    return send_file(Path(app.root_path) / f"{name}.py", etag=False, last_modified=0)


@app.errorhandler(404)
def missing(error):
    return f"Nothing at {request.path}\n", 404
