"""One difference with the answers that it was found in."""

from dataclasses import dataclass

from unflask.model.exchange import Exchange, Response
from unflask.replay.headers import Finding


@dataclass(frozen=True)
class Context:
    """A difference, and the answers of the original (`old`) and the migrated app (`new`)."""

    finding: Finding
    exchange: Exchange
    logged: str | None
    old: Response
    new: Response

    @property
    def method(self) -> str:
        """The method of the request."""
        return self.exchange.request.method

    def is_status(self, old: int, new: int) -> bool:
        """Whether the statuses differ in just this way."""
        return self.finding.aspect == "status" and (self.old.status, self.new.status) == (old, new)

    def is_header(self, name: str) -> bool:
        """Whether the named header differs."""
        return self.finding.aspect == f"header:{name}"
