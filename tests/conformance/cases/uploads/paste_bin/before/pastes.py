"""A paste comes as a file, as a field, or as the body itself."""

from flask import request


def read_paste():
    if upload := request.files.get("paste"):
        return upload.read().decode(errors="replace"), upload.filename
    if "paste" in request.form:
        return request.form["paste"], "form"
    if request.mimetype == "text/plain" and request.data:
        return request.get_data(as_text=True), "body"
    return None, None
