"""The one place that talks to the enrichment provider."""

import requests
from flask import current_app, g


class EnrichmentError(Exception):
    def __init__(self, status, message):
        super().__init__(message)
        self.status = status
        self.message = message


def get_json(path, params=None):
    """What the provider has at `path`; None where it has nothing."""
    try:
        response = requests.get(
            current_app.config["ENRICHMENT_URL"] + path,
            params=params,
            headers={"Accept": "application/json", "X-Request-Id": g.get("request_id", "-")},
            timeout=current_app.config["ENRICHMENT_TIMEOUT"],
        )
    except requests.Timeout:
        current_app.logger.warning("enrichment: timeout at %s", path)
        raise EnrichmentError(504, "The enrichment service is too slow.") from None
    except requests.ConnectionError:
        raise EnrichmentError(502, "The enrichment service cannot be reached.") from None
    if response.status_code == 404:
        return None
    if response.status_code != 200:
        message = "The enrichment service answered %d." % response.status_code
        raise EnrichmentError(502, message)
    try:
        return response.json()
    except ValueError:
        raise EnrichmentError(502, "The enrichment service makes no sense.") from None


def find_company(domain):
    return get_json("/v1/companies/%s" % domain)
