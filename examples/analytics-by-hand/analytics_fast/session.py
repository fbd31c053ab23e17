"""The login session of Flask's pages. The API does not use it, but keeps it alive.

Flask sends a session that shall be remembered again with every answer, so that it ends a week
after the last request, whichever route that was for.
"""

import hashlib
import time
from email.utils import formatdate

from itsdangerous import BadSignature, URLSafeTimedSerializer

COOKIE = "analytics"
LIFETIME = 7 * 86400


class Sessions:
    """Reads and signs the cookie as Flask does."""

    def __init__(self, secret: str) -> None:
        self._serializer = URLSafeTimedSerializer(
            secret,
            salt="cookie-session",
            signer_kwargs={"key_derivation": "hmac", "digest_method": hashlib.sha1},
        )

    def renewed(self, cookie: str) -> str | None:
        """The Set-Cookie header that prolongs a remembered session."""
        try:
            session = self._serializer.loads(cookie, max_age=LIFETIME)
        except BadSignature:
            return None
        if not isinstance(session, dict) or not session.get("_permanent"):
            return None
        value = self._serializer.dumps(session)
        expires = formatdate(time.time() + LIFETIME, usegmt=True)
        return f"{COOKIE}={value!s}; Expires={expires}; HttpOnly; Path=/; SameSite=Lax"
