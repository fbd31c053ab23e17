from flask import Flask, request
from werkzeug.datastructures import FileStorage, MultiDict
from werkzeug.security import check_password_hash, generate_password_hash
from werkzeug.utils import secure_filename

app = Flask(__name__)


@app.route("/password/<text>")
def password(text):
    hashed = generate_password_hash("secret", method="pbkdf2:sha256:10")
    return {"fits": check_password_hash(hashed, text)}


@app.route("/upload", methods=["POST"])
def upload():
    file = request.files.get("file")
    named = secure_filename(file.filename) if isinstance(file, FileStorage) else "none"
    return {"name": named, "args": isinstance(request.args, MultiDict)}
