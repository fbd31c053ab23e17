"""Classes whose methods are views."""

from __future__ import annotations

import inspect

from unflask.runtime.class_views import PerRequest


class Counter:
    """Counts its own calls."""

    def __init__(self, start: int = 0) -> None:
        self.count = start

    def get(self, step: int) -> int:
        """Count on."""
        self.count += step
        return self.count


def test_each_call_is_answered_by_an_object_of_its_own() -> None:
    """What one call leaves on its object, the next one does not see."""
    view = PerRequest(Counter, start=5).get
    assert (view(1), view(step=2)) == (6, 7)


def test_a_view_looks_like_its_method_without_self() -> None:
    """FastAPI reads the parameters and the description off the view."""
    view = PerRequest(Counter).get
    assert list(inspect.signature(view).parameters) == ["step"]
    assert view.__doc__ == "Count on."
