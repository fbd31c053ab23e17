"""Small applications for every part of Flask: no answer may differ without unflask having said so."""

import judge
import pytest

CASES = judge.cases([])


@pytest.mark.slow
@pytest.mark.parametrize("case", CASES[::3], ids=str)
def test_no_answer_differs_in_silence(case, tmp_path):
    """A third of them; `make conformance` runs all."""
    for row in judge.measure(case, tmp_path):
        silent = {step.name: step.differs for step in row.steps if step.judged == judge.SILENT}
        assert silent == {}, row.level
