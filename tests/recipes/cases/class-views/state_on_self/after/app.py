from compat.application import Application
from compat.class_views import PerRequest
from compat.context import request
from compat.requests import Request

app = Application(__name__)


class Search:
    def __init__(self, limit):
        self.limit = limit
        self.words = []

    def _read(self):
        self.words = request.args.getlist("word")[: self.limit]

    def get(self):
        before = len(self.words)
        self._read()
        return {"before": before, "words": self.words}

    def post(self, request: Request):
        self.words.append(request.form_data.get("word"))
        return {"words": self.words}


search = PerRequest(Search, 2)
app.add_api_route("/search", search.get, methods=["GET"], name="search")
app.add_api_route("/search", search.post, methods=["POST"], name="search")
