from typing import Annotated, Any

from fastapi import APIRouter, Depends, Response
from sqlalchemy import BigInteger, Select, bindparam, func, or_, select

from ..errors import Refused
from ..models import Project
from ..query import PageLinks, RequestedPage
from ..resources import Shared
from ..routing import Route
from ..schemas import ProjectOut, ProjectPage
from ..security import AnyCaller

router = APIRouter(prefix="/api/v1/projects", tags=["projects"], route_class=Route)

_LISTED = (
    Project.account_id == bindparam("account_id"),
    or_(bindparam("archived_too"), Project.archived.is_(False)),
)
_COUNT = select(func.count().label("total")).select_from(Project).where(*_LISTED)


def _page(order: Any) -> Select[Any]:
    """One page, with the number of all rows: the window counts before the page is cut."""
    return (
        select(*ProjectOut.columns(Project), func.count().over().label("total"))
        .where(*_LISTED)
        .order_by(order, Project.id)
        .offset(bindparam("skip", type_=BigInteger))
        .limit(bindparam("size", type_=BigInteger))
    )


_PAGES = {
    "id": _page(Project.id),
    "name": _page(Project.name),
    "created_at": _page(Project.created_at),
}


async def _sorted(sort: str = "id") -> Select[Any]:
    if sort not in _PAGES:
        raise Refused(400, f"cannot sort by {sort}")
    return _PAGES[sort]


@router.get("")
async def list_projects(
    caller: AnyCaller,
    shared: Shared,
    listing: Annotated[Select[Any], Depends(_sorted)],
    page: RequestedPage,
    links: PageLinks,
    response: Response,
    archived: str = "0",
) -> ProjectPage:
    """A page of the account's projects."""
    listed = {"account_id": caller.account.id, "archived_too": archived in ("1", "true")}
    skip = (page.number - 1) * page.size
    rows = await shared.database.rows(listing, **listed, skip=skip, size=page.size)
    if not rows and skip:
        total = (await shared.database.rows(_COUNT, **listed))[0].total
    else:
        total = rows[0].total if rows else 0
    pages = max(1, -(-total // page.size))
    around = {"first": {"page": 1}, "last": {"page": pages}}
    if page.number > 1:
        around["prev"] = {"page": min(page.number - 1, pages)}
    if page.number < pages:
        around["next"] = {"page": page.number + 1}
    response.headers["Link"] = links.header(**around)
    response.headers["X-Total-Count"] = str(total)
    projects = [ProjectOut.take(iter(row)) for row in rows]
    return ProjectPage(projects=projects, page=page.number, per_page=page.size, total=total)
