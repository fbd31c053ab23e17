"""Parameters and arguments land where they belong, whatever the layout around them."""

import ast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unflask.analysis.read import read
from unflask.model.steps import AddArgument, AddParameter
from unflask.rewrite.edits import Editor, comments
from unflask.rewrite.template import Marks

DEFAULTS = st.sampled_from(
    ["1", "(1)", "((2, 3))", '"a, b"', "'#)'", "lambda x, y: (x, y)", "{1: 2}", "[i for i in ()]"]
)
ANNOTATIONS = st.sampled_from(["", ": int", ": dict[str, int]", ': "a, b"'])
GAPS = st.sampled_from(["", " ", "\n    ", "  # note, one\n    ", "\n    # two)\n    "])


@st.composite
def signatures(draw):
    """The text between the parentheses of a `def`, in any layout."""
    names = iter("abcdefghij")

    def some(most, *, defaults):
        found, late = [], False
        for _ in range(draw(st.integers(0, most))):
            late = (late or draw(st.booleans())) if defaults == "tail" else draw(st.booleans())
            text = next(names) + draw(ANNOTATIONS)
            found.append(text + (f" = {draw(DEFAULTS)}" if late else ""))
        return found, late

    positional, late = some(3, defaults="tail")
    parts = list(positional)
    if positional and not late and draw(st.booleans()):
        parts.insert(draw(st.integers(1, len(positional))), "/")
    keywords, _ = some(2, defaults="any")
    star = draw(st.sampled_from(["*args", "*", ""]))
    if star == "*args" or (star and keywords):
        parts += [star, *keywords]
    ends_with_comma = draw(st.booleans())
    if draw(st.booleans()):
        parts.append("**rest")
    gaps = [(draw(GAPS), draw(GAPS)) for _ in parts]
    inner = ",".join(f"{a}{part}{b}" for part, (a, b) in zip(parts, gaps, strict=True))
    comma = f",{draw(GAPS)}" if parts and ends_with_comma else draw(GAPS)
    return inner + comma


def edited(source, *edits):
    module = read("m", "m.py", source)
    node = module.tree.body[0]
    target = node.value if isinstance(node, ast.Expr) else node
    steps = tuple(kind(module.anchor(target), *rest) for kind, *rest in edits)
    return Editor(module, steps, Marks(), lambda _mark, _name: "request").apply()


def names(args):
    return [a.arg for a in [*args.posonlyargs, *args.args]], [a.arg for a in args.kwonlyargs]


@given(signatures(), st.sampled_from(["", "async "]))
def test_a_first_parameter_is_first_and_the_rest_stays(text, kind):
    source = f"{kind}def view({text}):\n    return 1\n"
    result = edited(source, (AddParameter, "request", "request: Request", "first"))
    args = ast.parse(result).body[0].args
    assert args.posonlyargs + args.args
    assert names(args)[0][0] == "request"
    assert comments(result) == comments(source)
    (args.posonlyargs or args.args).pop(0)
    assert ast.dump(ast.parse(source).body[0].args) == ast.dump(args)


@given(signatures())
def test_a_keyword_parameter_can_be_given_by_name_alone(text):
    source = f"def view({text}):\n    return 1\n"
    result = edited(source, (AddParameter, "x", "x: int = 1", "keyword"))
    args = ast.parse(result).body[0].args
    assert names(args)[1][-1] == "x"
    assert comments(result) == comments(source)
    args.kwonlyargs.pop()
    args.kw_defaults.pop()
    assert ast.dump(ast.parse(source).body[0].args) == ast.dump(args)


@given(signatures())
def test_last_and_first_parameters_go_together(text):
    source = f"def view({text}):\n    return 1\n"
    result = edited(
        source,
        (AddParameter, "request", "request: Request", "first"),
        (AddParameter, "x", "x=1", "last"),
    )
    positional = names(ast.parse(result).body[0].args)[0]
    assert [positional[0], positional[-1]] == ["request", "x"]
    assert comments(result) == comments(source)


VALUES = st.sampled_from(
    ["a", "(a)", "f(x, y)", "'a)'", "lambda: (1, 2)", "x if y else z", "[1, 2]"]
)


@st.composite
def calls(draw):
    """The text between the parentheses of a call."""
    if draw(st.integers(0, 5)) == 0:
        return draw(GAPS) + "x for x in (1, 2)" + draw(GAPS)
    parts = [draw(VALUES) for _ in range(draw(st.integers(0, 2)))]
    if draw(st.booleans()):
        parts.append("*more")
    parts += [f"{name}={draw(VALUES)}" for name in "pq"[: draw(st.integers(0, 2))]]
    if draw(st.booleans()):
        parts.append("**rest")
    inner = ",".join(f"{draw(GAPS)}{part}{draw(GAPS)}" for part in parts)
    return inner + (f",{draw(GAPS)}" if parts and draw(st.booleans()) else draw(GAPS))


@given(calls())
def test_arguments_come_first_and_last_and_the_rest_stays(text):
    source = f"helper({text})\n"
    result = edited(source, (AddArgument, "request", "first"), (AddArgument, "z=1", "last"))
    call, old = ast.parse(result).body[0].value, ast.parse(source).body[0].value
    assert isinstance(call.args[0], ast.Name)
    assert call.args[0].id == "request"
    assert call.keywords[-1].arg == "z"
    assert comments(result) == comments(source)
    call.args.pop(0)
    call.keywords.pop()
    assert ast.dump(call) == ast.dump(old)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("def f():\n    pass\n", "def f(request):\n    pass\n"),
        ("def f(a, b):\n    pass\n", "def f(request, a, b):\n    pass\n"),
        (
            "def f(\n    a,  # one\n    b=1,\n):\n    pass\n",
            "def f(\n    request,\n    a,  # one\n    b=1,\n):\n    pass\n",
        ),
        ("def f(*, a):\n    pass\n", "def f(request, *, a):\n    pass\n"),
    ],
)
def test_a_parameter_follows_the_layout(before, after):
    assert edited(before, (AddParameter, "request", "request", "first")) == after


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("f()\n", "f(x)\n"),
        ("f(a)\n", "f(a, x)\n"),
        ("f(a,)\n", "f(a, x)\n"),
        ("f(\n    a,  # one\n    b,\n)\n", "f(\n    a,  # one\n    b,\n    x,\n)\n"),
        ("f(\n    a,\n    b  # two\n)\n", "f(\n    a,\n    b,  # two\n    x\n)\n"),
        ("f(y for y in z)\n", "f((y for y in z), x)\n"),
    ],
)
def test_an_argument_follows_the_layout(before, after):
    assert edited(before, (AddArgument, "x", "last")) == after
