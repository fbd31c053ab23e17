"""Edits of one file: what is removed, inserted and replaced, and what stays beside it."""

import ast

import pytest

from unflask.analysis.read import read
from unflask.model.source import Anchor
from unflask.model.spans import with_comma
from unflask.model.steps import Insert, MakeAsync, Remove, Replace
from unflask.rewrite.edits import Editor, Overlap, comments
from unflask.rewrite.template import Marks


def editing(source, *steps):
    """The edited source; a step is given as a function of what finds a span by its text."""
    module = read("m", "m.py", source)
    spans = {}
    for node in ast.walk(module.tree):
        if hasattr(node, "lineno"):
            spans.setdefault(module.text(node), module.anchor(node))
    made = tuple(step(lambda text: spans[text]) for step in steps)
    return Editor(module, made, Marks(), lambda _name: "request").apply()


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("a = 1\nb = 2\n", "b = 2\n"),
        ("a = 1  # why\nb = 2\n", "# why\nb = 2\n"),
        ("# above\na = 1\nb = 2\n", "# above\nb = 2\n"),
        ("a = 1; b = 2\n", "b = 2\n"),
        ("b = 2; a = 1\n", "b = 2; pass\n"),
        ("if b: a = 1\n", "if b: pass\n"),
        ("if b:\n    a = 1\n", "if b:\n    pass\n"),
        ("if b:\n    a = 1\n    c = 2\n", "if b:\n    c = 2\n"),
        ("a = 1", ""),
    ],
)
def test_a_removed_statement_takes_only_itself_along(before, after):
    assert editing(before, lambda span: Remove(span("a = 1"))) == after


def test_the_comments_inside_of_a_removed_statement_stay():
    source = "x = f(\n    1,  # one\n    2,\n)  # two\ny = 3\n"
    result = editing(source, lambda span: Remove(span(source[: source.index(")") + 1])))
    assert result == "# one\n# two\ny = 3\n"


def test_a_removed_decorator_leaves_the_function():
    source = "@a  # one\n@b\ndef f():\n    pass\n"
    assert editing(source, lambda span: Remove(span("a"))) == "# one\n@b\ndef f():\n    pass\n"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("a = 1\n", "a = 1\nz()\n"),
        ("a = 1", "a = 1\nz()"),
        (
            "def f():\n    a = 1  # one\n    b = 2\n",
            "def f():\n    a = 1  # one\n    z()\n    b = 2\n",
        ),
    ],
)
def test_a_line_goes_after_a_statement(before, after):
    assert editing(before, lambda span: Insert(span("a = 1"), "after", "z()", line=True)) == after


def test_a_line_goes_before_a_statement_with_its_indent():
    source = "def f():\n    if x: a = 1\n"
    result = editing(source, lambda span: Insert(span("a = 1"), "before", "# why", line=True))
    assert result == "def f():\n    # why\n    if x: a = 1\n"


def test_edits_inside_of_a_hole_are_kept():
    outer = lambda span: Replace(span("f(a)"), "g($x)", (("x", span("a")),))  # noqa: E731
    assert editing("f(a)\n", outer, lambda span: Replace(span("a"), "b")) == "g(b)\n"


def test_edits_that_cross_are_an_error():
    module = read("m", "m.py", "abcdef\n")
    steps = tuple(Replace(Anchor("m.py", s, e, 1, "x"), "y") for s, e in ((0, 3), (2, 5)))
    with pytest.raises(Overlap):
        Editor(module, steps, Marks(), lambda _name: "request").apply()


def test_neighbouring_arguments_that_go_are_no_crossing():
    module = read("m", "m.py", "f(a, b, c)\n")
    call = module.tree.body[0].value
    steps = tuple(Replace(with_comma(module, node), "") for node in call.args[1:])
    assert Editor(module, steps, Marks(), lambda _name: "request").apply() == "f(a)\n"


@pytest.mark.parametrize("source", ["def f():\n    pass\n", "@d\ndef f():\n    pass\n"])
def test_a_function_becomes_a_coroutine_function(source):
    module = read("m", "m.py", source)
    step = MakeAsync(module.anchor(module.tree.body[0]))
    result = Editor(module, (step,), Marks(), lambda _name: "request").apply()
    assert isinstance(ast.parse(result).body[0], ast.AsyncFunctionDef)


@pytest.mark.parametrize(
    "source",
    [
        "x = 'ü'; old\n",
        "x = '\u2028\x0c\x1c'; old\n",
        "\x0cx = 1\nold\n",
        "x = 1\r\nold\r\n",
        "x = '''\n\x0b\n'''; old\n",
        "x = '🐍'\nf(old)\n",
    ],
)
def test_spans_are_right_whatever_characters_stand_before(source):
    result = editing(source, lambda span: Replace(span("old"), "new"))
    assert result == source.replace("old", "new")


def test_comments_are_told_from_text():
    assert comments("x = '# no'  # yes\n") == ["# yes"]
