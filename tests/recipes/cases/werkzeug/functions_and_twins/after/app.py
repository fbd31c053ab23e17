from pydantic import BaseModel
from werkzeug.security import check_password_hash, generate_password_hash

from compat.application import Application
from compat.multidict import MultiDict
from compat.requests import Request
from compat.uploads import FileStorage, secure_filename
from compat.values import Json

app = Application(__name__)


class PasswordAnswer(BaseModel):
    fits: Json


@app.get("/password/{text}", response_model=PasswordAnswer)
def password(text: str):
    hashed = generate_password_hash("secret", method="pbkdf2:sha256:10")
    return {"fits": check_password_hash(hashed, text)}


class UploadAnswer(BaseModel):
    name: Json
    args: Json


@app.post("/upload", response_model=UploadAnswer)
def upload(request: Request):
    file = request.files.get("file")
    named = secure_filename(file.filename) if isinstance(file, FileStorage) else "none"
    return {"name": named, "args": isinstance(request.args, MultiDict)}
