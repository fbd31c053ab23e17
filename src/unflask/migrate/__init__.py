"""The pipeline: link, plan, apply, assemble, start."""

from unflask.migrate.check import migrate_checked
from unflask.migrate.run import Migration, Options, migrate

__all__ = ["Migration", "Options", "migrate", "migrate_checked"]
