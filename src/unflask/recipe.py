"""What the author of a recipe imports: facts come in, steps go out."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from unflask.model.app import App
from unflask.model.project import Reference
from unflask.model.steps import Code, Step

Steps = Iterator[Step]
Rule = Callable[[App], Steps]
Use = Callable[[App, Reference], Steps]


@dataclass(eq=False)
class Recipe:
    """One conversion: functions that look at the application and yield steps.

    `over` names a recipe whose claim on the same span gives way to this one. `codes` are all that
    the recipe may refuse or flag with. `optional` recipes run only when asked for by `--modernize`.
    """

    id: str
    title: str
    codes: tuple[Code, ...] = ()
    over: tuple[str, ...] = ()
    optional: bool = False
    rules: list[Rule] = field(default_factory=list)
    uses: dict[str, Use] = field(default_factory=dict)

    def on_app(self, rule: Rule) -> Rule:
        """Run the decorated function once, with the whole application."""
        self.rules.append(rule)
        return rule

    def on_use(self, *symbols: str) -> Callable[[Use], Use]:
        """Run the decorated function on every use of one of `symbols` outside tests."""

        def register(use: Use) -> Use:
            self.uses.update(dict.fromkeys(symbols, use))
            return use

        return register

    def steps(self, app: App) -> Steps:
        """Yield all steps that the recipe proposes for an application."""
        for rule in self.rules:
            yield from rule(app)
        for symbol, use in self.uses.items():
            for reference in app.uses(symbol):
                yield from use(app, reference)
