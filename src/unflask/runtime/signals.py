"""What an application may listen to while it serves requests; each is sent with the application."""

from blinker import Namespace

_signals = Namespace()

request_started = _signals.signal("request-started")
request_finished = _signals.signal("request-finished")
request_tearing_down = _signals.signal("request-tearing-down")
got_request_exception = _signals.signal("got-request-exception")
template_rendered = _signals.signal("template-rendered")
message_flashed = _signals.signal("message-flashed")
appcontext_tearing_down = _signals.signal("appcontext-tearing-down")
appcontext_popped = _signals.signal("appcontext-popped")
