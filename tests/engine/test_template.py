"""Templates mean what they say: parentheses where a filled-in expression would fall apart."""

import ast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unflask.analysis.read import read
from unflask.model.steps import Replace
from unflask.rewrite.edits import Editor
from unflask.rewrite.template import Marks, bare, fill, is_loose, tight


def _parses(text):
    try:
        ast.parse(text, mode="eval")
    except SyntaxError:
        return False
    return True


ATOMS = st.sampled_from(["a", "b.c", "f(x)", "d[0]", "1", "'t'", "[1]", "{2: 3}", "(4, 5)"])
EXPRESSIONS = st.recursive(
    ATOMS,
    lambda inner: st.one_of(
        st.builds("{} + {}".format, inner, inner),
        st.builds("({}) * ({})".format, inner, inner),
        st.builds("{} or {}".format, inner, inner),
        st.builds("not {}".format, inner),
        st.builds("-{}".format, inner),
        st.builds("{} < {}".format, inner, inner),
        st.builds("{} if {} else {}".format, inner, inner, inner),
        st.builds("lambda: {}".format, inner),
        st.builds("(n for n in ({}))".format, inner),
    ).filter(_parses),
    max_leaves=5,
)
TEMPLATES = st.sampled_from(
    ["$x.y", "$x[0]", "$x(1)", "-$x", "not $x", "$x + 1", "2 * $x", "f($x)", "[$x]", "{1: $x}",
     "f(a, k=$x)", "$x if a else b", "a if $x else b", "x == $x", "$x"]
)  # fmt: skip


def meant(template, text):
    """The tree that a template stands for: the hole replaced as a node."""

    class Filled(ast.NodeTransformer):
        def visit_Name(self, node):
            return ast.parse(text, mode="eval").body if node.id == "HOLE" else node

    return ast.dump(Filled().visit(ast.parse(template.replace("$x", "HOLE"), mode="eval")))


@given(TEMPLATES, EXPRESSIONS)
def test_a_filled_template_is_the_tree_that_was_meant(template, text):
    filled = fill(template, lambda name: name, {"x": text})
    assert ast.dump(ast.parse(filled, mode="eval")) == meant(template, text)


@given(TEMPLATES, EXPRESSIONS)
def test_a_replaced_expression_keeps_its_place_in_the_tree(around, text):
    source = around.replace("$x", "old") + "\n"
    module = read("m", "m.py", source)
    old = next(n for n in ast.walk(module.tree) if isinstance(n, ast.Name) and n.id == "old")
    step = Replace(module.anchor(old), text)
    result = Editor(module, (step,), Marks(), lambda _name: "request").apply()
    assert ast.dump(ast.parse(result.strip(), mode="eval")) == meant(around, text)


@given(EXPRESSIONS)
def test_tightening_changes_no_meaning_and_is_done_once(text):
    found = tight(text)
    assert ast.dump(ast.parse(found, mode="eval")) == ast.dump(ast.parse(text, mode="eval"))
    assert tight(found) == found
    assert not is_loose(found)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ('x = f"{old}"\n', "x = f\"{g('a')}\"\n"),
        ("x = f'{old}'\n", "x = f'{g(\"a\")}'\n"),
        ("x = old\n", 'x = g("a")\n'),
    ],
)
def test_text_in_an_f_string_takes_the_other_quote(before, after):
    module = read("m", "m.py", before)
    old = next(n for n in ast.walk(module.tree) if isinstance(n, ast.Name) and n.id == "old")
    step = Replace(module.anchor(old), 'g("a")')
    assert Editor(module, (step,), Marks(), lambda _name: "request").apply() == after


def test_stand_ins_are_one_for_each_symbol_and_become_names():
    marks = Marks()
    first, second = marks.mark("a.b"), marks.mark("c.b")
    assert first != second
    assert marks.mark("a.b") == first
    text = f"{first}({second})"
    assert Marks.used(text) == {first, second}
    assert Marks.replace(text, {first: "b", second: "c_b"}) == "b(c_b)"


def test_nothing_is_no_expression():
    assert bare("") is None
    assert bare(" ") is None
