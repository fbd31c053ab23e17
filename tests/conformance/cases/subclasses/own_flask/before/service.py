"""What all our services share."""

import functools

from flask import Flask, jsonify


class Problem(Exception):
    def __init__(self, message, status=400, **details):
        super().__init__(message)
        self.status = status
        self.details = details


class Service(Flask):
    version = "1.4"

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.register_error_handler(Problem, self.on_problem)
        self.after_request(self.sign)

    def on_problem(self, problem):
        return jsonify(message=str(problem), **problem.details), problem.status

    def sign(self, response):
        response.headers["X-Service"] = (
            f"{self.config.get('SERVICE_NAME', self.name)}/{self.version}"
        )
        return response

    def api(self, rule, **options):
        def decorator(view):
            @self.route(f"/api{rule}", endpoint=view.__name__, **options)
            @functools.wraps(view)
            def wrapped(*args, **kwargs):
                return view(*args, **kwargs)

            return view

        return decorator

    def make_response(self, rv):
        if rv is None:
            rv = ("", 204)
        return super().make_response(rv)
