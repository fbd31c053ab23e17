"""Known habits of the two frameworks that explain a difference, each with a code of its own.

The first that recognises a difference names it; its docstring is the sentence that is told.
The codes are never reused.
"""

from collections.abc import Callable

from unflask.model.exchange import Cause, Exchange
from unflask.replay import habits
from unflask.replay.context import Context
from unflask.replay.headers import Finding

Test = Callable[[Context], bool]


def cause_of(finding: Finding, expected: Exchange, got: Exchange) -> Cause | None:
    """The first known cause that explains a difference, or None."""
    if finding.aspect == "error":
        return _NO_ANSWER if got.response is None else None
    if expected.response is None or got.response is None:
        return None
    context = Context(finding, got, got.error, expected.response, got.response)
    return next((Cause(code, sentence(test)) for code, test in CAUSES if test(context)), None)


def sentence(test: Test) -> str:
    """What a habit's function says of itself."""
    return " ".join((test.__doc__ or "").split())


_NO_ANSWER = Cause(
    "UV199",
    "The migrated app did not answer: often a body that was read twice, a blocking call on the "
    "event loop, or a connection that is not given back.",
)

UNREADABLE = Cause(
    "UV145",
    "The original cannot read this session cookie: secret key, salt or digest are not its own.",
)


CAUSES: tuple[tuple[str, Test], ...] = (
    ("UV101", habits.slash_redirect),
    ("UV102", habits.head),
    ("UV103", habits.options),
    ("UV112", habits.path_422),
    ("UV104", habits.validation),
    ("UV105", habits.redirect_code),
    ("UV106", habits.missing_304),
    ("UV107", habits.missing_206),
    ("UV108", habits.let_in),
    ("UV109", habits.crash),
    ("UV110", habits.not_found),
    ("UV111", habits.found),
    ("UV120", habits.iso_date),
    ("UV127", habits.repeated_key),
    ("UV121", habits.number_for_text),
    ("UV122", habits.coerced),
    ("UV128", habits.envelope),
    ("UV129", habits.header_case),
    ("UV113", habits.other_keys),
    ("UV123", habits.key_lost),
    ("UV124", habits.key_added),
    ("UV125", habits.json_error),
    ("UV126", habits.json_text),
    ("UV130", habits.charset),
    ("UV140", habits.same_site),
    ("UV141", habits.session_form),
    ("UV142", habits.cookie_resent),
    ("UV143", habits.cookie_lost),
    ("UV144", habits.cookie_flag),
    ("UV150", habits.vary),
    ("UV151", habits.cors),
    ("UV152", habits.allow),
    ("UV153", habits.static),
    ("UV154", habits.scheme),
    ("UV155", habits.absolute_location),
    ("UV156", habits.challenge),
    ("UV157", habits.hook_header_on_500),
    ("UV158", habits.hook_header),
    ("UV159", habits.redirect_body),
)

CODES: dict[str, str] = {
    **{code: sentence(test) for code, test in CAUSES},
    **{cause.code: cause.message for cause in (UNREADABLE, _NO_ANSWER)},
}
"""Every code with its sentence, for those who explain them."""
