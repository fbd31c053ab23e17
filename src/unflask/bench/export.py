"""The same load as a script for k6."""

from __future__ import annotations

import json

from unflask.model.bench import Load, Profile

_K6 = """\
// {title}: written by unflask. Run it with: k6 run -e BASE=http://127.0.0.1:8000 FILE
import http from 'k6/http';
import {{ check }} from 'k6';

const BASE = __ENV.BASE || 'http://127.0.0.1:8000';

export const options = {options};

const REQUESTS = {requests};
const TOTAL = REQUESTS.reduce((sum, request) => sum + request.weight, 0);

function choose() {{
  let left = Math.random() * TOTAL;
  return REQUESTS.find((request) => (left -= request.weight) < 0) || REQUESTS[REQUESTS.length - 1];
}}

export default function () {{
  const request = choose();
  const answer = http.request(request.method, BASE + request.path, request.body || null, {{
    headers: request.headers,
    redirects: 0,
    timeout: '{timeout}s',
    tags: {{ name: request.name }},
    responseCallback: request.status
      ? http.expectedStatuses(request.status)
      : http.expectedStatuses({{ min: 100, max: 399 }}),
  }});
  check(answer, {{
    'answered well': (got) =>
      request.status ? got.status === request.status : got.status > 0 && got.status < 400,
  }});
}}
"""


def k6(profile: Profile, load: Load) -> str:
    """Return a k6 script of a load: constant users, or a constant arrival rate where there is a rate."""
    rows = [
        {
            "name": request.name,
            "method": request.method,
            "path": request.path,
            "weight": request.weight,
            "headers": dict(request.headers),
            "body": request.body,
            "status": request.status,
        }
        for request in profile.requests
    ]
    return _K6.format(
        # Nothing that ends a line of JavaScript, and so the comment.
        title=" ".join(profile.name.split()),
        options=_script({"scenarios": {"load": _scenario(load)}}),
        requests=_script(rows),
        timeout=f"{load.timeout:g}",
    )


def _scenario(load: Load) -> dict[str, object]:
    duration = f"{load.warm_up + load.seconds:g}s"
    if load.rate is None:
        return {"executor": "constant-vus", "vus": load.users, "duration": duration}
    # k6 takes whole requests, for any unit of time.
    return {
        "executor": "constant-arrival-rate",
        "rate": round(load.rate * 60),
        "timeUnit": "1m",
        "duration": duration,
        "preAllocatedVUs": load.users,
        "maxVUs": load.users * 10,
    }


def _script(data: object) -> str:
    return json.dumps(data, indent=2, ensure_ascii=True)
