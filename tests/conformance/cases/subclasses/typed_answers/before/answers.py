import csv
import io

from flask import Response, json
from werkzeug.exceptions import HTTPException


class Text(Response):
    default_mimetype = "text/plain"


class CSV(Response):
    default_mimetype = "text/csv"

    def __init__(self, rows, name=None, **kwargs):
        out = io.StringIO()
        csv.writer(out, lineterminator="\n").writerows(rows)
        super().__init__(out.getvalue(), **kwargs)
        if name:
            self.headers.set("Content-Disposition", "attachment", filename=name)


class Problem(Exception):
    """An error of ours, told as RFC 9457 wants it."""

    def __init__(self, title, status=400, **more):
        super().__init__(title)
        self.title, self.status, self.more = title, status, more

    def as_response(self):
        body = json.dumps({"title": self.title, "status": self.status, **self.more})
        return Response(body, self.status, mimetype="application/problem+json")


class Gone(HTTPException):
    code = 410
    description = "It is gone."


class Teapot(HTTPException):
    code = 418

    def get_response(self, environ=None, scope=None):
        return Text("short and stout", status=418)
