"""The script for k6: the same load, and nothing of a profile outside of its data."""

import json
import re
import shutil
import subprocess

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from unflask.bench.export import k6
from unflask.model.bench import Load, LoadRequest, Profile

LOAD = Load(users=7, seconds=20.0, warm_up=5.0, timeout=3.0)
REQUESTS = (
    LoadRequest("GET /a", "GET", "/a?x=1", 2.5),
    LoadRequest("make", "POST", "/a", 1, (("X-A", "b"),), '{"n": "é"}', 201),
)
NASTY = "a'b\"c`${d}\\e\nf\rg*/h//i</script>j\u2028k\u2029l\0{m}"
TERMINATORS = re.compile("[\n\r\u2028\u2029]")
"""What ends a line of JavaScript, and so a comment of one line."""


def constant(script, name):
    """Parse what the script assigns to a name."""
    rest = script.partition(f"const {name} = ")[2]
    return json.JSONDecoder().raw_decode(rest)[0]


def scenario(load):
    return constant(k6(Profile("p", REQUESTS), load), "options")["scenarios"]["load"]


def test_a_closed_load_is_a_constant_number_of_users():
    assert scenario(LOAD) == {"executor": "constant-vus", "vus": 7, "duration": "25s"}


@pytest.mark.parametrize(("rate", "in_a_minute"), [(0.1, 6), (0.5, 30), (100.0, 6000)])
def test_an_open_load_is_a_constant_rate_of_arrivals_in_a_minute(rate, in_a_minute):
    found = scenario(Load(7, 20.0, 5.0, rate))
    assert (found["executor"], found["duration"]) == ("constant-arrival-rate", "25s")
    assert (found["rate"], found["timeUnit"]) == (in_a_minute, "1m")
    assert found["maxVUs"] >= found["preAllocatedVUs"] >= 7


def test_the_requests_are_those_of_the_profile():
    assert constant(k6(Profile("p", REQUESTS), LOAD), "REQUESTS") == [
        {
            "name": "GET /a", "method": "GET", "path": "/a?x=1", "weight": 2.5,
            "headers": {}, "body": "", "status": None,
        },
        {
            "name": "make", "method": "POST", "path": "/a", "weight": 1,
            "headers": {"X-A": "b"}, "body": '{"n": "é"}', "status": 201,
        },
    ]  # fmt: skip


def test_a_client_waits_as_long_as_the_load_says():
    assert "timeout: '3s'" in k6(Profile("p", REQUESTS), LOAD)


def full(title, text):
    """A script with a text in each place where a profile has one."""
    request = LoadRequest(text, text, text, 1, ((text, text),), text)
    return k6(Profile(title, (request,)), LOAD)


@given(st.text(), st.text())
@example(NASTY, NASTY)
def test_no_text_of_a_profile_ends_the_comment_or_the_data_that_it_stands_in(title, text):
    script = full(title, text)
    lines, plain = (TERMINATORS.split(each) for each in (script, full("t", "x")))
    assert len(lines) == len(plain)
    assert lines[0].startswith("//")
    found = constant(script, "REQUESTS")
    assert found == [
        {
            "name": text, "method": text, "path": text, "weight": 1,
            "headers": {text: text}, "body": text, "status": None,
        }
    ]  # fmt: skip
    written = script.partition("const REQUESTS = ")[2].partition(";\nconst TOTAL")[0]
    assert json.loads(written) == found


@pytest.mark.skipif(shutil.which("node") is None, reason="node is not on PATH")
@pytest.mark.parametrize("text", ["x", NASTY])
def test_the_script_is_valid_whatever_a_profile_says(tmp_path, text):
    path = tmp_path / "load.mjs"
    path.write_text(full(text, text), encoding="utf-8")
    done = subprocess.run(["node", "--check", path], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
