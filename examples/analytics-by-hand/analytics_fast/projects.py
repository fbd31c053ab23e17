"""The projects that a caller may see."""

from typing import Annotated, Any

from fastapi import Depends, HTTPException
from sqlalchemy import Row, bindparam, or_, select

from .models import Project
from .resources import Resources, Shared
from .security import AnyCaller, Caller

_COLUMNS = (Project.id, Project.slug, Project.last_event_at)
_BY_SLUG = select(*_COLUMNS).where(
    Project.slug == bindparam("slug"),
    or_(bindparam("is_staff"), Project.account_id == bindparam("account_id")),
)
_IN_USE = _BY_SLUG.where(Project.account_id == bindparam("account_id"), Project.archived.is_(False))
_FIRST = (
    select(*_COLUMNS)
    .where(Project.account_id == bindparam("account_id"), Project.archived.is_(False))
    .order_by(Project.id)
    .limit(1)
)


async def find_project(shared: Resources, caller: Caller, slug: object) -> Row[Any]:
    """A project of the account, by its slug; staff sees them all."""
    row = await shared.database.first(
        _BY_SLUG, slug=slug, is_staff=caller.is_staff, account_id=caller.account.id
    )
    if row is None:
        raise HTTPException(404)
    return row


async def find_project_in_use(shared: Resources, caller: Caller, slug: object) -> Row[Any] | None:
    """A project of the account that is not archived; for staff, too, only of their account."""
    return await shared.database.first(
        _IN_USE, slug=slug, is_staff=False, account_id=caller.account.id
    )


async def _requested_project(
    caller: AnyCaller, shared: Shared, project: str | None = None
) -> Row[Any]:
    if project:
        return await find_project(shared, caller, project)
    row = await shared.database.first(_FIRST, account_id=caller.account.id)
    if row is None:
        raise HTTPException(404)
    return row


# The one that the query string names, or the account's first: `id`, `slug` and `last_event_at`.
RequestedProject = Annotated[Row[Any], Depends(_requested_project)]
