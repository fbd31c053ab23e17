"""Signals for tests that record what an application did: blinker's where it is installed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

Receiver = Callable[..., Any]


class PlainSignal:
    """A signal with blinker's methods; receivers are kept until they are disconnected."""

    def __init__(self, name: str) -> None:
        self.name = name
        self._receivers: list[tuple[Receiver, Any]] = []

    @property
    def receivers(self) -> list[Receiver]:
        """The functions that are called."""
        return [receiver for receiver, _ in self._receivers]

    def connect(
        self,
        receiver: Receiver,
        sender: Any = None,
        weak: bool = True,  # noqa: ARG002 (blinker's signature)
    ) -> Receiver:
        """Have a function called for a sender, or for every one."""
        self._receivers.append((receiver, sender))
        return receiver

    def disconnect(self, receiver: Receiver, sender: Any = None) -> None:
        """Stop calling a function."""
        self._receivers = [
            (each, source)
            for each, source in self._receivers
            if each != receiver or (sender is not None and source is not sender)
        ]

    @contextmanager
    def connected_to(self, receiver: Receiver, sender: Any = None) -> Iterator[None]:
        """Have a function called for as long as the block lasts."""
        self.connect(receiver, sender)
        try:
            yield
        finally:
            self.disconnect(receiver, sender)

    def send(self, sender: Any = None, **values: Any) -> list[tuple[Receiver, Any]]:
        """Call the functions; return each with its result."""
        wanted = [r for r, source in list(self._receivers) if source is None or source is sender]
        return [(receiver, receiver(sender, **values)) for receiver in wanted]


def _signal(name: str) -> Any:
    try:
        from blinker import Signal
    except ImportError:
        return PlainSignal(name)
    return Signal(name)


template_rendered = _signal("template-rendered")
before_render_template = _signal("before-render-template")
request_started = _signal("request-started")
request_finished = _signal("request-finished")
request_tearing_down = _signal("request-tearing-down")
got_request_exception = _signal("got-request-exception")
appcontext_pushed = _signal("appcontext-pushed")
appcontext_popped = _signal("appcontext-popped")
appcontext_tearing_down = _signal("appcontext-tearing-down")
message_flashed = _signal("message-flashed")


def _on_rendered(app: Any, template: Any, context: dict[str, Any]) -> None:
    template_rendered.send(app, template=template, context=context)


try:
    from .templating import rendered
except ImportError:
    # An application without templates has no module for them.
    pass
else:
    rendered.append(_on_rendered)
