PER_PAGE = 3

ISSUES = [
    {"slug": f"{year}-{number:02}", "year": year, "headline": headline}
    for year, headlines in {
        2023: ["Bridge opens", "Mayor resigns", "Floods", "Harvest", "Snow"],
        2024: ["Strike", "Comet seen"],
    }.items()
    for number, headline in enumerate(headlines, 1)
]


def issues_in(year):
    return [issue for issue in ISSUES if issue["year"] == year]


def issue_of(slug):
    return next((issue for issue in ISSUES if issue["slug"] == slug), None)


def page_of(rows, page):
    last = max(1, -(-len(rows) // PER_PAGE))
    start = (page - 1) * PER_PAGE
    return rows[start : start + PER_PAGE], last
