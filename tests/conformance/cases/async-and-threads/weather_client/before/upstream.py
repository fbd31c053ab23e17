"""The weather office's API. Its answers are canned: the adapter stands where the network is."""

import io
import json
from urllib.parse import parse_qs, urlsplit

import requests
from flask import current_app, request
from requests.adapters import BaseAdapter

CITIES = {"bern": 11, "oslo": -3}


class Canned(BaseAdapter):
    def send(self, prepared, timeout=None, **kwargs):
        url = urlsplit(prepared.url)
        name = url.path.rsplit("/", 1)[-1]
        if name == "slow":
            raise requests.Timeout(f"{timeout} s", request=prepared)
        if name == "gone":
            raise requests.ConnectionError("refused", request=prepared)
        if prepared.method == "POST":
            body = json.loads(prepared.body)
            return self._answer(
                prepared, 202 if "temp" in body else 422, {"accepted": "temp" in body}
            )
        if name not in CITIES:
            return self._answer(prepared, 404 if name.isalpha() else 500, {})
        shift = 32 if parse_qs(url.query).get("units") == ["imperial"] else 0
        via = prepared.headers.get("X-Forwarded-Trace", "nobody")
        return self._answer(
            prepared, 200, {"name": name.title(), "temp": CITIES[name] + shift, "via": via}
        )

    def close(self):
        pass

    @staticmethod
    def _answer(prepared, status, data):
        response = requests.Response()
        response.request, response.url = prepared, prepared.url
        response.status_code = status
        response.headers["Content-Type"] = "application/json"
        response.raw = io.BytesIO(json.dumps(data).encode())
        return response


client = requests.Session()
client.mount("http://weather.invalid/", Canned())


def _url(path):
    return f"{current_app.config['UPSTREAM']}/{path}"


def fetch(path, **params):
    headers = {"X-Forwarded-Trace": request.headers.get("X-Trace", "none")}
    response = client.get(
        _url(path), params=params, headers=headers, timeout=current_app.config["UPSTREAM_TIMEOUT"]
    )
    response.raise_for_status()
    return response.json()


def push(path, data):
    response = client.post(_url(path), json=data, timeout=current_app.config["UPSTREAM_TIMEOUT"])
    return response.status_code, response.json()
