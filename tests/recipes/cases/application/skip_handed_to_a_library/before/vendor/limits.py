class Header:
    """A WSGI middleware."""

    def __init__(self, app):
        self.app = app

    def __call__(self, environ, start_response):
        def start(status, headers, *rest):
            return start_response(status, [*headers, ("X-Wsgi", "1")], *rest)

        return self.app(environ, start)
