"""What becomes of an extension that is converted as a whole or not at all."""

from __future__ import annotations

from dataclasses import dataclass

from unflask.model.project import Reference


@dataclass(frozen=True)
class Conversion:
    """The uses to convert, or what is odd, which keeps them all as they are.

    Where both are given, the uses that are not among the first stay for what is odd.

    `attributes` are those that it gives the application, `entries` those among its extensions,
    `callbacks` the project's functions and classes that it calls for any request.
    """

    uses: tuple[Reference, ...] = ()
    odd: str | None = None
    attributes: frozenset[str] = frozenset()
    entries: frozenset[str] = frozenset()
    callbacks: frozenset[str] = frozenset()
