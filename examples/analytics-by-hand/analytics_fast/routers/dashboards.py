from collections.abc import Sequence
from typing import Any

from fastapi import APIRouter
from sqlalchemy import Row, bindparam, or_, select

from ..errors import PlatformError
from ..models import MAX_ID, Dashboard, Project, User, Widget
from ..resources import Shared
from ..routing import Route
from ..schemas import DashboardOut, PersonName, WidgetOut
from ..security import AnyCaller

router = APIRouter(prefix="/api/v2/dashboards", tags=["dashboards"], route_class=Route)

_WIDGET = WidgetOut.columns(Widget)
# a row for each widget; one without any if there is none
_DASHBOARD = (
    select(
        *_WIDGET,
        Dashboard.id.label("dashboard_id"),
        Dashboard.title.label("dashboard_title"),
        Project.slug,
        User.id.label("owner_id"),
        User.name,
        Dashboard.is_shared,
        Dashboard.created_at,
    )
    .select_from(Dashboard)
    .join(Project, Dashboard.project_id == Project.id)
    .outerjoin(User, Dashboard.owner_id == User.id)
    .outerjoin(Widget, Widget.dashboard_id == Dashboard.id)
    .where(
        Dashboard.id == bindparam("dashboard"),
        Dashboard.account_id == bindparam("account_id"),
        or_(Dashboard.owner_id == bindparam("user_id"), Dashboard.is_shared.is_(True)),
    )
    .order_by(Widget.position, Widget.id)
)


@router.get("/{dashboard_id:int}")
async def get_dashboard(dashboard_id: int, caller: AnyCaller, shared: Shared) -> DashboardOut:
    """One of the caller's own dashboards, or of the shared ones of the account."""
    rows: Sequence[Row[Any]] = []
    if dashboard_id <= MAX_ID:
        rows = await shared.database.rows(
            _DASHBOARD,
            dashboard=dashboard_id,
            account_id=caller.account.id,
            user_id=caller.user.id,
        )
    if not rows:
        raise PlatformError(404, "not_found", f"There is no dashboard {dashboard_id}.")
    first = rows[0]
    return DashboardOut(
        id=first.dashboard_id,
        title=first.dashboard_title,
        project_slug=first.slug,
        owner=None if first.owner_id is None else PersonName(id=first.owner_id, name=first.name),
        is_shared=first.is_shared,
        widgets=[WidgetOut.take(iter(row)) for row in rows if row.id is not None],
        created_at=first.created_at,
    )
