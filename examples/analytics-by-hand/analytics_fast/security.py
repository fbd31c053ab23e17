"""Who calls: API tokens, roles, and the rate of the plan."""

import time
from dataclasses import dataclass
from typing import Annotated, Any

from fastapi import Depends, HTTPException, Request
from fastapi.openapi.models import HTTPBearer as HTTPBearerModel
from fastapi.security.base import SecurityBase
from sqlalchemy import Row, bindparam, select

from .cache import key
from .errors import quota_exceeded, unauthorized
from .models import ROLES, Account, ApiToken, User, utcnow
from .resources import Resources, Shared
from .schemas import AccountOut, TokenOut, UserOut
from .settings import RATE_LIMITS, RATE_TTL, USAGE_TTL


class Token(SecurityBase):
    """The token of a request: a bearer's, or in the header that the first SDKs send."""

    def __init__(self) -> None:
        self.model = HTTPBearerModel(description="An API token; X-Api-Token takes it as well.")
        self.scheme_name = "ApiToken"

    async def __call__(self, request: Request) -> str:
        """The token as it was sent."""
        # not every server cuts the spaces off
        header = request.headers.get("authorization", "").strip()
        if header.lower().startswith("bearer "):
            token = header[len("bearer ") :].strip()
        else:
            token = request.headers.get("x-api-token", "").strip()
        if not token:
            raise unauthorized("An API token is needed.")
        return token


@dataclass(frozen=True, slots=True)
class Caller:
    """The token of a request, with the user that it is for and the account of that user."""

    token_id: int
    token: TokenOut
    user: UserOut
    account: AccountOut

    @property
    def is_staff(self) -> bool:
        """Whether this is one of us, who see all accounts."""
        return self.user.role == "staff"

    def has_role(self, role: str) -> bool:
        """Whether the user has at least this role."""
        return ROLES.index(self.user.role) >= ROLES.index(role)


_CALLER = (
    select(
        ApiToken.id,
        *TokenOut.columns(ApiToken),
        *UserOut.columns(User),
        *AccountOut.columns(Account),
    )
    .join(User, ApiToken.user_id == User.id)
    .join(Account, User.account_id == Account.id)
    .where(ApiToken.token == bindparam("token"), ApiToken.revoked.is_(False))
)


async def _count(shared: Resources, caller: Caller) -> None:
    """Count for the account's usage page, and hold the token to the plan's rate."""
    today = utcnow().strftime("%Y-%m-%d")
    usage = key("usage", caller.account.id, today), USAGE_TTL
    limit = RATE_LIMITS.get(caller.account.plan)
    if limit is None:
        await shared.cache.count(usage)
        return
    rate = key("rate", caller.token_id, int(time.time()) // 60), RATE_TTL
    _, used = await shared.cache.count(usage, rate)
    if used > limit:
        raise quota_exceeded(f"Your plan allows {limit} requests per minute.")


async def authenticate(token: Annotated[str, Depends(Token())], shared: Shared) -> Caller:
    """The caller, who is counted."""
    row = await shared.database.first(_CALLER, token=token)
    if row is None:
        raise unauthorized("This API token is not valid.")
    caller = _caller(row)
    if not caller.user.is_active:
        raise unauthorized("This API token is not valid.")
    if not caller.account.is_active:
        raise HTTPException(403, "This account is closed.")
    await _count(shared, caller)
    return caller


def _caller(row: Row[Any]) -> Caller:
    values = iter(row)
    return Caller(
        token_id=next(values),
        token=TokenOut.take(values),
        user=UserOut.take(values),
        account=AccountOut.take(values),
    )


AnyCaller = Annotated[Caller, Depends(authenticate)]


async def _member(caller: AnyCaller) -> Caller:
    if not caller.has_role("member"):
        raise HTTPException(403, "This needs the role member.")
    return caller


Member = Annotated[Caller, Depends(_member)]
