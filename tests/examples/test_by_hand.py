"""The platform's ten busiest routes, written by hand: they give the answers of the Flask application."""

import subprocess
import sys
from pathlib import Path

import pytest

BY_HAND = Path(__file__).parents[2] / "examples" / "analytics-by-hand"


@pytest.mark.slow
def test_its_own_comparison_passes():
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "tests"],
        cwd=BY_HAND,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout[-3000:]
