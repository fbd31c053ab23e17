from flask_limiter import HeaderNames, Limiter
from flask_limiter.util import get_remote_address

limiter = Limiter(
    get_remote_address,
    fail_on_first_breach=False,
    header_name_mapping={HeaderNames.REMAINING: "X-Left"},
    headers_enabled=True,
    storage_uri="memory://",
    on_breach=lambda limit: print(limit.key),
)
together = limiter.shared_limit("7/day", scope="together")
