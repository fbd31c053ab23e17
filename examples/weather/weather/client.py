"""The one place that talks to the weather service."""

import requests
from flask import current_app


class UpstreamError(Exception):
    def __init__(self, status, message):
        super().__init__(message)
        self.status = status
        self.message = message


def fetch(path, params):
    """What the service has at `path`; None where it has nothing."""
    url = current_app.config["UPSTREAM"] + path
    try:
        response = requests.get(
            url,
            params=params,
            headers={"Accept": "application/json"},
            timeout=current_app.config["UPSTREAM_TIMEOUT"],
        )
        if response.status_code == 404:
            return None
        response.raise_for_status()
        return response.json()
    except requests.Timeout:
        raise UpstreamError(504, "The weather service is too slow.") from None
    except requests.HTTPError as error:
        code = error.response.status_code
        raise UpstreamError(502, "The weather service answered %d." % code) from None
    except requests.ConnectionError:
        raise UpstreamError(502, "The weather service is not there.") from None
    except ValueError:
        raise UpstreamError(502, "The weather service makes no sense.") from None
