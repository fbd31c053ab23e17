from flask import Blueprint, current_app, request


class Outdated(Exception):
    pass


class Versioned(Blueprint):
    """A blueprint of one version of our API."""

    def __init__(self, name, import_name, version):
        super().__init__(f"{name}_v{version}", import_name, url_prefix=f"/v{version}/{name}")
        self.version = version
        self.before_request(self.check)
        self.after_request(self.stamp)

    def check(self):
        if self.version < current_app.config["OLDEST"] and request.method != "GET":
            raise Outdated(f"version {self.version} can only be read")

    def stamp(self, response):
        response.headers["X-Version"] = str(self.version)
        return response
