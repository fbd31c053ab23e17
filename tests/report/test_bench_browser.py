"""The page of a benchmark in a browser: nothing is cut off on a screen, a phone or paper."""

import json
import re
import shutil
import subprocess
from html import escape, unescape

import pytest

from unflask.report import bench

from . import bench_sample as sample

BROWSERS = ("chromium", "chromium-browser", "google-chrome")
FLAGS = ("--headless=new", "--no-sandbox", "--disable-gpu", "--hide-scrollbars")
PAGES = {"sample": sample.sample, "limits": sample.limits, "empty": sample.empty}
ASK = """
onload = () => {
  const page = document.querySelector("iframe").contentDocument, box = e => e.getBoundingClientRect();
  const cut = [], clash = [], plots = [...page.querySelectorAll(".plot")];
  for (const plot of plots) {
    const whole = box(plot), texts = [...plot.querySelectorAll("text")];
    for (const [at, text] of texts.entries()) {
      const one = box(text);
      if (one.left < whole.left - 1 || one.right > whole.right + 1 || one.top < whole.top - 1 ||
          one.bottom > whole.bottom + 1) cut.push(text.textContent);
      for (const next of texts.slice(at + 1)) {
        const two = box(next);
        if (one.left < two.right && two.left < one.right && one.top + 2 < two.bottom - 2 &&
            two.top + 2 < one.bottom - 2) clash.push([text.textContent, next.textContent]);
      }
    }
  }
  const found = {
    content: page.documentElement.scrollWidth, window: page.documentElement.clientWidth,
    plots: plots.map(e => [box(e).width, box(e).height, 12 * box(e).width / 420]), cut, clash,
    keys: [...page.querySelectorAll(".key")].map(e => box(e).width),
    drawn: [...page.querySelectorAll(".plot .line")].map(e => e.getTotalLength()),
    text: page.body.innerText,
  };
  document.body.innerHTML = "<pre></pre>";
  document.querySelector("pre").textContent = JSON.stringify(found);
};
"""

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def browse(tmp_path_factory):
    program = next(filter(None, map(shutil.which, BROWSERS)), None)
    if program is None:
        pytest.skip("needs Chromium (make browser)")
    home = tmp_path_factory.mktemp("browser")

    def run(page, *options):
        path = home / "page.html"
        path.write_text(page, encoding="utf-8")
        command = [program, *FLAGS, f"--user-data-dir={home / 'profile'}", *options, path.as_uri()]
        return subprocess.run(command, capture_output=True, check=True, timeout=120).stdout.decode()

    return run


@pytest.fixture(scope="module")
def measure(browse):
    """Show a page in a frame of some width, as a window is not made as narrow as a phone."""

    def ask(page, width):
        frame = (
            f'<iframe style="width: {width}px; height: 900px; border: 0" srcdoc="{escape(page)}">'
        )
        shown = browse(f"<!doctype html><body>{frame}</iframe><script>{ASK}</script>", "--dump-dom")
        return json.loads(unescape(re.search("<pre>(.*)</pre>", shown, re.DOTALL)[1]))

    return ask


@pytest.mark.parametrize("width", [1280, 800, 390])
@pytest.mark.parametrize("name", PAGES)
def test_a_page_fits_its_window_and_its_plots_are_whole_and_legible(measure, name, width):
    found = measure(bench.page(PAGES[name]()), width)
    assert found["window"] == width
    assert found["content"] <= width
    assert (found["cut"], found["clash"]) == ([], [])
    assert len(found["plots"]) == {"sample": 5, "limits": 2, "empty": 0}[name]
    for wide, high, letters in found["plots"]:
        assert wide > 300
        assert high > 100
        assert letters > 9
    assert all(key > 20 for key in found["keys"])
    assert len([length for length in found["drawn"] if length > 50]) >= len(found["plots"])


def test_a_reader_sees_what_matters_on_a_phone(measure):
    seen = measure(bench.page(sample.sample()), 390)["text"]
    for text in (
        sample.ASYNC,
        "every request failed (most often: status 500)",
        "Read this first",
        "Before and after, by route",
        "Coordinated omission",
    ):
        assert text in seen


def test_long_words_do_not_widen_a_page(measure):
    found = sample.sample(1)
    long = "a" * 120
    page = bench.page(
        sample.replace(found, title=long, machine=long, notes=(long,), versions={long: long})
    ).replace(sample.DEF, long)
    shown = measure(page, 390)
    assert shown["content"] <= 390


def test_a_screenshot_and_paper_can_be_made(browse, tmp_path):
    page = bench.page(sample.sample())
    shot, paper = tmp_path / "page.png", tmp_path / "page.pdf"
    browse(page, "--window-size=1280,4000", f"--screenshot={shot}")
    browse(page, "--no-pdf-header-footer", f"--print-to-pdf={paper}")
    assert shot.read_bytes().startswith(b"\x89PNG")
    made = paper.read_bytes()
    assert made.startswith(b"%PDF")
    assert 3 <= len(re.findall(rb"/Type\s*/Page\b", made)) <= 8
