"""The legacy query of models, with what it answers 404 for and its pages."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import orm
from sqlalchemy.exc import MultipleResultsFound, NoResultFound

from .errors import abort
from .pagination import Rows, page_of

if TYPE_CHECKING:
    from .pagination import Pagination


class Query(orm.Query[Any]):
    """SQLAlchemy's query; a base for query classes of models."""

    def get_or_404(self, ident: Any, description: str | None = None) -> Any:
        """Return the row with a primary key, or answer 404."""
        found = self.get(ident)
        if found is None:
            abort(404, description=description)
        return found

    def first_or_404(self, description: str | None = None) -> Any:
        """Return the first row, or answer 404."""
        found = self.first()
        if found is None:
            abort(404, description=description)
        return found

    def one_or_404(self, description: str | None = None) -> Any:
        """Return the only row; answer 404 when there is none or more than one."""
        try:
            return self.one()
        except (NoResultFound, MultipleResultsFound):
            abort(404, description=description)

    def paginate(
        self,
        *,
        page: int | None = None,
        per_page: int | None = None,
        max_per_page: int | None = None,
        error_out: bool = True,
        count: bool = True,
    ) -> Pagination:
        """Return one page of the rows; what is not given is read from the query string."""
        rows = _Queried(self)
        return page_of(rows, page, per_page, max_per_page, error_out=error_out, count=count)


@dataclass(frozen=True)
class _Queried(Rows):
    """The rows that a legacy query finds."""

    query: Query

    def cut(self, limit: int, offset: int) -> list[Any]:
        return self.query.limit(limit).offset(offset).all()

    def count(self) -> int:
        return self.query.order_by(None).count()
