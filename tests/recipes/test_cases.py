"""Every case of every recipe: files, states, markers, invariants, and equal answers."""

from collections import Counter
from pathlib import Path

import pytest

from unflask.fixtures import check, find_cases, update
from unflask.recipes import CORE

CASES = find_cases(Path(__file__).parent / "cases")


@pytest.mark.parametrize("case", CASES, ids=str)
def test_case(case, tmp_path, request):
    if request.config.getoption("--rewrite-fixtures", default=False):
        pytest.skip("rewritten" if update(case, tmp_path) else "unchanged")
    if case.expect.xfail:
        request.applymarker(pytest.mark.xfail(reason=case.expect.xfail, strict=True))
    check(case, tmp_path)


@pytest.mark.parametrize("recipe", CORE, ids=lambda recipe: recipe.id)
def test_a_recipe_has_cases_and_some_of_them_show_what_it_leaves_alone(recipe):
    names = [case.folder.name for case in CASES if case.folder.parent.name == recipe.id]
    kinds = Counter(name.startswith(("skip_", "leaves_")) for name in names)
    assert kinds[True], f"no case of {recipe.id} starts with skip_ or leaves_"
    assert kinds[False], f"no case of {recipe.id} shows what it converts"
