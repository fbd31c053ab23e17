"""What becomes of an extension that is converted as a whole or not at all."""

from __future__ import annotations

from dataclasses import dataclass

from unflask.model.project import Reference


@dataclass(frozen=True)
class Conversion:
    """The uses to convert, or what is odd, which keeps them all as they are.

    `attributes` are those that it gives the application, `callbacks` the project's functions and
    classes that it calls for any request.
    """

    uses: tuple[Reference, ...] = ()
    odd: str | None = None
    attributes: frozenset[str] = frozenset()
    callbacks: frozenset[str] = frozenset()
