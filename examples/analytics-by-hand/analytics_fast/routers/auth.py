from fastapi import APIRouter
from sqlalchemy import bindparam, select

from ..models import Project, ProjectMember
from ..resources import Shared
from ..routing import Route
from ..schemas import Me
from ..security import AnyCaller

router = APIRouter(prefix="/api/v1/auth", tags=["auth"], route_class=Route)

_SLUGS = (
    select(Project.slug)
    .join(ProjectMember, ProjectMember.project_id == Project.id)
    .where(ProjectMember.user_id == bindparam("user_id"))
    .order_by(Project.id)
)


@router.get("/me")
async def me(caller: AnyCaller, shared: Shared) -> Me:
    """Who the token stands for."""
    rows = await shared.database.rows(_SLUGS, user_id=caller.user.id)
    return Me(
        user=caller.user,
        account=caller.account,
        token=caller.token,
        projects=[row.slug for row in rows],
    )
