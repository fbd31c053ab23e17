"""The page of a benchmark: complete, honest, and safe with whatever it is given."""

import re

import pytest

from unflask.model.bench import Load, LoadRequest, Profile, Spread
from unflask.report import bench, figures

from . import bench_sample as sample
from .test_html import Nesting


@pytest.fixture(scope="module")
def pages():
    made = {
        "sample": sample.sample(),
        "limits": sample.limits(),
        "one round": sample.sample(1),
        "empty": sample.empty(),
        "no baseline": without_baseline(),
    }
    return {name: bench.page(found) for name, found in made.items()}


def without_baseline():
    """Return a benchmark whose first variant is the broken one."""
    found = sample.sample()
    return sample.replace(found, variants=found.variants[::-1])


def text(page):
    """Return what a reader sees, a space between parts, signs as they are on a keyboard."""
    body = page.split("</style>")[-1].replace(figures.TIMES, "x").replace(figures.TO, "-")
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", body))


def section(page, title):
    """Return the text of a section."""
    return text(next(part for part in page.split("<h2>") if part.startswith(title)))


@pytest.mark.parametrize("name", ["sample", "limits", "one round", "empty", "no baseline"])
def test_a_page_is_well_nested_and_needs_nothing_beside_it(pages, name):
    parser = Nesting()
    parser.feed(pages[name])
    assert parser.open == []
    assert "http" not in pages[name]
    assert "url(" not in pages[name]
    assert "<script" not in pages[name]


def test_a_page_fits_a_phone_and_paper(pages):
    assert "width=device-width" in pages["sample"]
    assert pages["sample"].count("@media print") == 2


def test_what_was_measured_is_escaped_everywhere(pages):
    for name in ("sample", "limits", "no baseline"):
        assert not re.search(r"<b>(and|async|titles)|<i>beyond|<int:", pages[name])
    assert "FastAPI, &lt;b&gt;async&lt;/b&gt; routes" in pages["sample"]
    assert "/secret" not in pages["sample"]


def test_the_head_says_what_was_measured_how_and_on_what(pages):
    head = text(pages["sample"]).split("Read this first")[0]
    for part in (
        "Closed load: 64 users, each sends its next request when the last one is answered;",
        "60 % list books",
        "8 cores, AMD EPYC 7763",
        "gunicorn 23.0.0, uvicorn 0.40.0",
        "2026-03-14 16:20 UTC",
        "3; each figure is their median",
    ):
        assert part in head
    assert "one, so how much the figures vary is not known" in text(pages["one round"])


def test_an_open_load_counts_from_when_a_request_was_due():
    said = bench.load(Load(256, 20, warm_up=0, rate=800))
    assert said == (
        "Open load: 800 requests a second are due at fixed times, shared by 256 users, and latency "
        "counts from when a request was due; for 20 s without a warm-up; an answer that takes more than 30 s counts "
        "as failed."
    )


def test_notes_come_before_all_figures(pages):
    page = pages["sample"]
    note = page.index("its server answers nothing but 500.")
    assert page.index("<h1>") < note < page.index("In short") < page.index('<svg class="plot"')
    assert "Read this first" not in pages["empty"]


def test_the_overall_table_has_each_variant_with_spread_and_factor(pages):
    table = section(pages["sample"], "All requests")
    for variant in sample.VARIANTS:
        assert variant.name.replace("<", "&lt;").replace(">", "&gt;") in table
    row = next(row for row in sample.sample().rows if row.variant == sample.ASYNC)
    low, high = figures.rate(row.throughput.low), figures.rate(row.throughput.high)
    assert f"{low}-{high}" in table
    assert f"{figures.rate(60 * row.throughput.median)} a minute" in table
    assert re.search(r"1\.9\dx, faster", table)
    assert "gunicorn, sync, 2 threads each" in table


def test_what_got_worse_is_said_as_plainly_as_what_got_better(pages):
    short = section(pages["sample"], "In short")
    assert re.search(
        r"Worse by route: search &lt;b&gt;titles&lt;/b&gt; p95 1\.\d\dx, longer", short
    )
    assert "more than 0 %" in short
    page = pages["sample"].replace(figures.TIMES, "x")
    assert ".better, .worse, .alike, .doubt { font-weight: 600; }" in page
    assert re.search(r'<b class="worse">1\.\d\dx, longer', page)
    assert re.search(r'<b class="better">1\.\d\dx, faster', page)


def test_a_variant_that_failed_wholly_has_no_speed_and_no_latency(pages):
    page = pages["sample"]
    assert "every request failed (most often: status 500)" in section(page, "In short")
    rows = re.findall(r"<tr>.*?</tr>", page, re.DOTALL)
    broken = next(row for row in rows if "no connection is free" in row)
    assert text(broken).split("uvicorn")[0].split() == [
        *sample.BROKEN.split(),
        *("3", "of", "3", "runs", "in", "doubt", "no", "connection", "is", "free"),
        *("failed", "every", "request", "failed", "-", "-", "-", "100", "%", "-", "74", "1"),
        "worker",
    ]
    assert f"Not drawn, as every request failed: {sample.BROKEN}." in text(page)
    assert f"→ {sample.BROKEN}" not in page


def test_a_baseline_that_failed_wholly_is_compared_with_nothing(pages):
    page = pages["no baseline"]
    assert "nothing to compare with: the baseline has no answer" in section(page, "In short")
    assert "x," not in text(page)


def test_every_plot_says_what_it_shows(pages):
    both = pages["sample"] + pages["limits"]
    plots = re.findall(r'<svg class="plot"[^>]*>', both)
    assert len(plots) == 5 + 2
    assert all(re.search(r'role="img" aria-label="[^"]{30,}"', plot) for plot in plots)
    others = re.findall(r"<svg (?!class=\"plot\")[^>]*>", both)
    assert all('aria-hidden="true"' in key for key in others)


def test_each_route_is_shown_before_and_after(pages):
    part = section(pages["sample"], "Before and after")
    assert f"{sample.FLASK} → {sample.DEF}" in part
    assert re.search(r"1\.9\dx, longer", part)
    assert re.search(r"0\.3\dx, shorter", part)
    assert "POST /orders/&lt;int:custome…" in part


def test_a_search_for_the_limit_shows_steps_and_why_the_next_was_too_much(pages):
    part = section(pages["limits"], "Where each variant gives in")
    assert "Held 1,200 requests a second. The next step was too much: at 1,600 requests/s," in part
    assert "Held none of the loads that were tried: at 10 requests/s, every request failed" in part
    assert "1,200 1,200 0 % 59.2 355 held" in part
    assert "too much" in part
    assert "gives in" not in pages["sample"]
    assert "Search for the limit: open loads" in text(pages["limits"])
    assert "In doubt: the load generator was the limit in 1 step." in part


def test_runs_that_are_in_doubt_are_counted_and_shown_open(pages):
    part = section(pages["sample"], "Each run")
    assert "The figures of 4 runs of 12 are in doubt" in part
    assert "the generator used 94 % of a core" in part
    assert "stopped after 20 s" in part
    assert "11,960 status 500, 40 timeout" in part
    assert "<details open>" in pages["sample"]
    sound = [run for run in sample.sample().runs if not (run.generator.limit or run.ended)]
    page = bench.page(sample.replace(sample.sample(), runs=tuple(sound)))
    assert "<details>" in page
    assert "in doubt" not in page


def test_a_variant_that_was_not_measured_has_its_line_too():
    found = sample.sample()
    rows = tuple(row for row in found.rows if row.variant != sample.DEF)
    page = bench.page(sample.replace(found, rows=rows))
    assert re.search(
        r"def routes not measured see the notes", text(page).replace("migrated, nothing else ", "")
    )


def test_the_head_names_only_the_most_frequent_requests():
    requests = tuple(LoadRequest(f"r{n}", "GET", "/", n) for n in range(1, 31))
    page = bench.page(sample.replace(sample.sample(), profile=Profile("p", requests)))
    assert "6.45 % r30, " in text(page)
    assert "r25, and 24 others (profile p)" in text(page)


def test_a_reader_is_told_what_the_figures_leave_out(pages):
    part = section(pages["empty"], "How to read this")
    for said in ("Coordinated omission", "share one machine", "at most 0.5&nbsp;%", "database"):
        assert said in part


def test_that_nothing_failed_is_said_without_a_plot():
    found = sample.sample(1)
    page = bench.page(sample.replace(found, runs=found.runs[:1], rows=found.rows[:1]))
    assert "No request failed in these runs." in page


@pytest.mark.parametrize(
    ("share", "said"),
    [
        (0, "0"),
        (0.00001, "<0.01"),
        (0.0123, "1.23"),
        (0.5, "50"),
        (0.9999, ">99.9"),
        (1, "100"),
    ],
)
def test_a_percentage_says_none_and_all_only_where_it_is_so(share, said):
    assert figures.percent(share) == f"{said}\N{NO-BREAK SPACE}%"


def test_numbers_are_written_for_people():
    assert [figures.ms(v) for v in (0.123, 4.56, 99.94, 1234.5)] == ["0.12", "4.6", "99.9", "1,234"]
    assert [figures.rate(v) for v in (0.25, 56.7, 74380)] == ["0.25", "56.7", "74,380"]
    assert [figures.times(v) for v in (0.034, 0.62, 2.1, 15.2)] == [
        f"{number}{figures.TIMES}" for number in ("0.034", "0.62", "2.10", "15")
    ]
    assert figures.mib(312 * 2**20) == "312"
    assert [figures.seconds(v) for v in (0.5, 1234.5)] == ["0.50", "1,234.5"]


@pytest.mark.parametrize(
    ("now", "kind", "said"),
    [
        (Spread(62, 60, 64), "worse", "0.62x, slower"),
        (Spread(150, 140, 160), "better", "1.50x, faster"),
        (Spread(120, 100, 160), "alike", "1.20x, alike"),
        (Spread(104, 103.5, 104.5), "alike", "1.04x, alike"),
    ],
)
def test_a_change_is_clear_only_beyond_the_spread_and_five_percent(now, kind, said):
    base = Spread(100, 97, 103)
    found = figures.change(now, base, "faster", "slower", more_is_better=True)
    assert (found.kind, found.says.replace(figures.TIMES, "x")) == (kind, said)


def test_a_longer_latency_is_worse_and_nothing_is_compared_with_nothing():
    found = figures.change(Spread(3, 3, 3), Spread(1, 1, 1), "longer", "shorter")
    assert found == figures.Verdict("worse", f"3.00{figures.TIMES}, longer")
    assert figures.change(None, Spread(1, 1, 1), "longer", "shorter") is None
    assert figures.change(Spread(1, 1, 1), None, "longer", "shorter") is None
    assert figures.change(Spread(1, 1, 1), Spread(0, 0, 0), "longer", "shorter") is None


def test_fewer_errors_are_good_news_too():
    few, many = Spread(0.01, 0.01, 0.02), Spread(0.2, 0.1, 0.3)
    assert figures.more_errors(few, many).kind == "better"
    assert figures.more_errors(many, few).kind == "worse"
    assert figures.more_errors(few, few) is None
