class Below:
    """Moves an application below a path; all else is not found."""

    def __init__(self, app, prefix):
        self.app = app
        self.prefix = prefix

    def __call__(self, environ, start_response):
        path = environ.get("PATH_INFO", "")
        if not path.startswith(self.prefix):
            start_response("404 NOT FOUND", [("Content-Type", "text/plain")])
            return [b"This URL does not belong to the app.\n"]
        environ["SCRIPT_NAME"] = self.prefix
        environ["PATH_INFO"] = path[len(self.prefix) :]
        return self.app(environ, start_response)


class Timing:
    def __init__(self, app, header):
        self.app = app
        self.header = header

    def __call__(self, environ, start_response):
        def started(status, headers, exc_info=None):
            headers.append((self.header, "tools-1"))
            return start_response(status, headers, exc_info)

        return self.app(environ, started)
