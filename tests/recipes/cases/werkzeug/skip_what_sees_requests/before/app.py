from io import BytesIO

from flask import Flask, request, url_for
from werkzeug.datastructures import FileStorage, Headers, ImmutableMultiDict, MultiDict
from werkzeug.http import http_date, parse_options_header
from werkzeug.routing import RoutingException
from werkzeug.security import check_password_hash, generate_password_hash
from werkzeug.utils import secure_filename
from werkzeug.wrappers import Request, Response

app = Flask(__name__)
SECRET = generate_password_hash("secret", "pbkdf2:sha256:1")


def described(value) -> str:
    if isinstance(value, FileStorage):
        return f"file {secure_filename(value.filename)}: {value.read()!r}"
    if isinstance(value, (ImmutableMultiDict, MultiDict)):
        return f"values {value.to_dict(flat=False)}"
    return "text"


@app.route("/described", methods=["POST"])
def view_described():
    found = [described(value) for value in request.files.values()]
    return "\n".join([*found, described(request.args), described("x")])


@app.route("/made")
def made():
    values = MultiDict([("a", "1"), ("a", "2")])
    values.add("b", "3")
    file = FileStorage(BytesIO(b"abc"), filename="../a b.txt")
    return f"{described(values)} {described(file)} {sorted(values.lists())}"


@app.route("/plain")
def plain():
    kind, options = parse_options_header(request.headers.get("Content-Type"))
    right = check_password_hash(SECRET, request.args.get("password", ""))
    return Response(f"{kind} {options} {http_date(0)} {right}")


@app.route("/asked")
def asked():
    return str(isinstance(request.headers, Headers))


@app.route("/built")
def built():
    try:
        return url_for("nowhere")
    except RoutingException:
        return "no such place"


@app.route("/wrapped")
def wrapped():
    return Request(request.environ).path


def path_of(given: Request) -> str:
    return given.path


@app.route("/annotated")
def annotated():
    return path_of(request)
