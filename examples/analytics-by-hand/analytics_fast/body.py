"""Bodies as Flask reads them: after the caller is known, and only if they are called JSON."""

import json
import re
from typing import Annotated, Any

from fastapi import Depends, HTTPException, Request

from .security import Member
from .settings import MAX_BODY

_JSON = re.compile(r"application/(json|.*\+json)$")
_NOT_JSON = (
    "Did not attempt to load JSON data because the request Content-Type was not 'application/json'."
)
_NOT_UNDERSTOOD = "The browser (or proxy) sent a request that this server could not understand."


async def _json_body(_caller: Member, request: Request) -> Any:
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if not _JSON.match(kind):
        raise HTTPException(415, _NOT_JSON)
    try:
        return json.loads(await _read(request))
    except ValueError:
        raise HTTPException(400, _NOT_UNDERSTOOD) from None


async def _read(request: Request) -> bytes:
    """The body, if it is not too large."""
    if int(request.headers.get("content-length", 0)) > MAX_BODY:
        raise HTTPException(413)
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > MAX_BODY:
            raise HTTPException(413)
    return bytes(body)


async def _json_or_none(caller: Member, request: Request) -> Any:
    try:
        return await _json_body(caller, request)
    except HTTPException as error:
        if error.status_code == 413:
            raise
        return None


JsonBody = Annotated[Any, Depends(_json_body)]
JsonOrNone = Annotated[Any, Depends(_json_or_none)]


def takes(example: type[Any]) -> dict[str, Any]:
    """The body in OpenAPI, of a route that reads it itself."""
    schema = example.model_json_schema()
    return {"requestBody": {"required": True, "content": {"application/json": {"schema": schema}}}}
