from typing import Any

from fastapi import APIRouter, HTTPException
from sqlalchemy import bindparam, select

from ..models import MAX_ID, Account
from ..resources import RequestId, Resources, Shared
from ..routing import Route
from ..schemas import AccountOut, Company, CompanyOfAccount
from ..security import AnyCaller, Caller

router = APIRouter(prefix="/api/v1/accounts", tags=["accounts"], route_class=Route)

_ACCOUNT = select(*AccountOut.columns(Account)).where(Account.id == bindparam("account_id"))


async def _visible_account(shared: Resources, caller: Caller, account_id: int) -> AccountOut:
    """An account that the caller may see: their own one, or any for staff."""
    if account_id == caller.account.id:
        return caller.account
    if not caller.is_staff or account_id > MAX_ID:
        raise HTTPException(404)
    row = await shared.database.first(_ACCOUNT, account_id=account_id)
    if row is None:
        raise HTTPException(404)
    return AccountOut.take(iter(row))


@router.get("/{account_id:int}/company")
async def company(
    account_id: int, caller: AnyCaller, shared: Shared, request_id: RequestId
) -> CompanyOfAccount:
    """What we and the enrichment provider know about the company of an account."""
    account = await _visible_account(shared, caller, account_id)
    found = None
    if account.domain:
        found = await shared.enrichment.company(account.domain.lower(), request_id)
    return CompanyOfAccount.model_validate(
        {
            "account": account,
            "company": None if found is None else _in_our_words(account.domain, found),
            "requested_by": caller.user.email,
        }
    )


def _in_our_words(domain: str | None, found: Any) -> Company:
    employees = found.get("employees")
    return Company.model_validate(
        {
            "domain": domain,
            "legal_name": found.get("legal_name"),
            "industry": found.get("industry"),
            "country": found.get("country"),
            "employees": employees,
            "size": _size(employees),
            "founded": found.get("founded"),
        }
    )


def _size(employees: Any) -> str:
    if employees is None:
        return "unknown"
    if employees < 50:
        return "small"
    return "medium" if employees < 250 else "large"
