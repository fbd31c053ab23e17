"""Pages of a query: one page of rows, how many there are in all, and the numbers around it."""

from __future__ import annotations

from dataclasses import dataclass, field
from math import ceil
from typing import TYPE_CHECKING, Any

from sqlalchemy import func, select
from sqlalchemy.orm import lazyload

from .context import current_request, has_request_context
from .errors import abort

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy import Select
    from sqlalchemy.orm import Session


class Rows:
    """What pages are cut out of."""

    def cut(self, limit: int, offset: int) -> list[Any]:
        """Return so many rows, after those that are left out."""
        raise NotImplementedError

    def count(self) -> int | None:
        """Return how many rows there are."""
        raise NotImplementedError


@dataclass(frozen=True)
class Selected(Rows):
    """The rows that a statement selects."""

    session: Session
    statement: Select[Any]

    def cut(self, limit: int, offset: int) -> list[Any]:
        """Return so many rows, after those that are left out."""
        limited = self.statement.limit(limit).offset(offset)
        return list(self.session.execute(limited).unique().scalars())

    def count(self) -> int | None:
        """Return how many rows there are."""
        rows = self.statement.options(lazyload("*")).order_by(None).subquery()
        return self.session.scalar(select(func.count()).select_from(rows))


@dataclass(eq=False)
class Pagination:
    """One page of rows; `total` is None where nobody counted."""

    rows: Rows = field(repr=False)
    page: int
    per_page: int
    max_per_page: int | None
    items: list[Any]
    total: int | None

    def __iter__(self) -> Iterator[Any]:
        return iter(self.items)

    @property
    def first(self) -> int:
        """The number of the page's first row, 0 where it has none."""
        return (self.page - 1) * self.per_page + 1 if self.items else 0

    @property
    def last(self) -> int:
        """The number of the page's last row, 0 where it has none."""
        return self.first + len(self.items) - 1 if self.items else 0

    @property
    def pages(self) -> int:
        """How many pages there are."""
        return ceil((self.total or 0) / self.per_page)

    @property
    def has_prev(self) -> bool:
        """Whether a page comes before."""
        return self.page > 1

    @property
    def has_next(self) -> bool:
        """Whether a page comes after."""
        return self.page < self.pages

    @property
    def prev_num(self) -> int | None:
        """The number of the page before, if there is one."""
        return self.page - 1 if self.has_prev else None

    @property
    def next_num(self) -> int | None:
        """The number of the page after, if there is one."""
        return self.page + 1 if self.has_next else None

    def prev(self, *, error_out: bool = False) -> Pagination:
        """Ask for the page before, of 100 rows at most."""
        return self._other(self.page - 1, 100, error_out=error_out)

    def next(self, *, error_out: bool = False) -> Pagination:
        """Ask for the page after."""
        return self._other(self.page + 1, self.max_per_page, error_out=error_out)

    def _other(self, page: int, most: int | None, *, error_out: bool) -> Pagination:
        page, size = _bounds(page, self.per_page, most, error_out=error_out)
        items = _items(self.rows, page, size, error_out=error_out)
        return Pagination(self.rows, page, size, most, items, self.total)

    def iter_pages(
        self,
        *,
        left_edge: int = 2,
        left_current: int = 2,
        right_current: int = 4,
        right_edge: int = 2,
    ) -> Iterator[int | None]:
        """Yield the numbers to show: both ends, those around this page, and None for each gap."""
        end, shown = self.pages + 1, 1
        around = (self.page - left_current, self.page + right_current + 1)
        for first, last in ((1, 1 + left_edge), around, (end - right_edge, end)):
            start, stop = max(shown, first), min(last, end)
            if start > shown:
                yield None
            yield from range(start, stop)
            shown = stop
            if shown == end:
                return


def paginate(
    session: Session,
    statement: Select[Any],
    *,
    page: int | None = None,
    per_page: int | None = None,
    max_per_page: int | None = None,
    error_out: bool = True,
    count: bool = True,
) -> Pagination:
    """Return one page of the rows that a statement selects.

    What is not given is read from the query string, as `page` and `per_page`. With `error_out` a page
    that is not there, or no number, is answered with 404; else the first page and 20 rows stand in.
    """
    most = max_per_page
    return page_of(
        Selected(session, statement), page, per_page, most, error_out=error_out, count=count
    )


def page_of(
    rows: Rows,
    page: int | None,
    per_page: int | None,
    max_per_page: int | None,
    *,
    error_out: bool,
    count: bool,
) -> Pagination:
    """Return one page of rows, by the rules of `paginate`."""
    page, per_page = _bounds(
        _asked("page", page, 1, error_out=error_out),
        _asked("per_page", per_page, 20, error_out=error_out),
        max_per_page,
        error_out=error_out,
    )
    items = _items(rows, page, per_page, error_out=error_out)
    total = rows.count() if count else None
    return Pagination(rows, page, per_page, max_per_page, items, total)


def _asked(name: str, given: int | None, default: int, *, error_out: bool) -> int:
    if given is not None or not has_request_context():
        return default if given is None else given
    try:
        return int(current_request().args.get(name, default))
    except ValueError:
        if error_out:
            abort(404)
        return default


def _bounds(page: int, size: int, most: int | None, *, error_out: bool) -> tuple[int, int]:
    size = size if most is None else min(size, most)
    if error_out and (page < 1 or size < 1):
        abort(404)
    return max(page, 1), (size if size >= 1 else 20)


def _items(rows: Rows, page: int, size: int, *, error_out: bool) -> list[Any]:
    found = rows.cut(size, (page - 1) * size)
    if error_out and not found and page != 1:
        abort(404)
    return found
