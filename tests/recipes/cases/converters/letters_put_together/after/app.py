import re

from compat.application import Application
from compat.convertors import PathConvertor, register_convertors

letters = set("abcdef")
digits = set("0123")

wanted = letters | digits
wanted -= set("b")
wanted = "".join(sorted(wanted))


class NameConverter(PathConvertor):
    regex = "[%s]{4}" % re.escape(wanted)


app = Application(__name__)
register_convertors(name=NameConverter)


@app.get("/{name:name}")
def show(name: str):
    return name
