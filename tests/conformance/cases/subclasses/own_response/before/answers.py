from flask import Response


class ApiResponse(Response):
    """An answer of our API: JSON unless it says otherwise."""

    default_mimetype = "application/json"

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.headers.setdefault("X-API", "books")

    def cache_for(self, seconds):
        self.cache_control.max_age = seconds
        self.cache_control.public = True
