from flask import Request, current_app
from werkzeug.datastructures import ImmutableOrderedMultiDict
from werkzeug.exceptions import UnprocessableEntity
from werkzeug.utils import cached_property


class ShopRequest(Request):
    """Requests know their shop, their version of the API and their page."""

    parameter_storage_class = ImmutableOrderedMultiDict

    @property
    def tenant(self):
        return self.headers.get("X-Tenant") or self.args.get("tenant")

    @cached_property
    def api_version(self):
        accept = self.headers.get("Accept", "")
        if "; version=" in accept:
            return int(accept.rsplit("=", 1)[1])
        return current_app.config["DEFAULT_VERSION"]

    @property
    def is_mobile(self):
        return "Mobile" in self.user_agent.string

    @property
    def page(self):
        return max(self.args.get("page", 1, type=int), 1)

    def on_json_loading_failed(self, e):
        raise UnprocessableEntity("That was no JSON.")
