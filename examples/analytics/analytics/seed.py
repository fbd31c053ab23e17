"""Demo data: the same for the same number of events, on every machine and every day."""

import datetime
import io
import random
import uuid

from flask import current_app
from sqlalchemy import text
from werkzeug.security import generate_password_hash

from . import models
from .extensions import cache, db
from .services.reports import KINDS

START = datetime.datetime(2024, 1, 1)
DAYS = 90
CHUNK = 50000
SEED = 20240101

# id, name, slug, domain, plan, seats
ACCOUNTS = [
    (1, "Acme Corporation", "acme", "acme.example", "enterprise", 25),
    (2, "Globex", "globex", "globex.example", "team", 10),
    (3, "Initech", "initech", "missing.example", "team", 5),
    (4, "Umbrella", "umbrella", "broken.example", "free", 3),
    (5, "Hooli", "hooli", "garbled.example", "free", 3),
    (6, "Vandelay Industries", "vandelay", "slow.example", "free", 3),
    (7, "Blue Sun", "blue-sun", None, "free", 3),
]

# id, account, name, role; the address is name@slug.example, the password name-password
USERS = [
    (1, 1, "Ada", "admin"),
    (2, 1, "Bob", "member"),
    (3, 1, "Vera", "viewer"),
    (4, 2, "Grace", "admin"),
    (5, 3, "Peter", "admin"),
    (6, 4, "Alice", "admin"),
    (7, 5, "Gavin", "admin"),
    (8, 6, "Art", "admin"),
    (9, 7, "Kaylee", "admin"),
    (10, 1, "Olga", "staff"),
    (11, 1, "Former", "member"),
]

# id, account, name, slug, share of the events in 64ths
PROJECTS = [
    (1, 1, "Acme Website", "acme-web", 28),
    (2, 1, "Acme App", "acme-app", 12),
    (3, 1, "Acme Docs", "acme-docs", 4),
    (4, 2, "Globex Shop", "globex-shop", 12),
    (5, 3, "Initech Portal", "initech-portal", 5),
    (6, 5, "Hooli Search", "hooli-search", 3),
    (7, 1, "Acme 2019", "acme-2019", 0),
]

EVENT_NAMES = (
    ["page_view"] * 38 + ["click"] * 12 + ["signup"] * 4 + ["add_to_cart"] * 6 + ["purchase"] * 4
)
PAGES = (
    ["/"] * 16
    + ["/pricing"] * 12
    + ["/features"] * 8
    + ["/docs"] * 8
    + ["/blog/launch"] * 6
    + ["/blog/privacy"] * 4
    + ["/signup"] * 6
    + ["/contact"] * 4
)
REFERRERS = (
    ["\\N"] * 30
    + ["https://search.example/"] * 18
    + ["https://news.example/"] * 9
    + ["https://social.example/"] * 7
)
COUNTRIES = (
    ["US"] * 22 + ["DE"] * 12 + ["GB"] * 9 + ["FR"] * 7 + ["JP"] * 5 + ["BR"] * 4 + ["\\N"] * 5
)
DEVICES = ["desktop"] * 34 + ["mobile"] * 25 + ["tablet"] * 5
PROPERTIES = ['{"plan": "free"}'] * 6 + ['{"plan": "team"}'] * 5 + ['{"plan": "trial"}'] * 5
PROJECT_IDS = [id for id, _, _, _, share in PROJECTS for _ in range(share)]

COLUMNS = (
    "id, project_id, name, visitor, page, referrer, country, device, duration_ms, revenue,"
    " properties, occurred_at"
)


def seed(events):
    """Replace all data by the demo data."""
    clear()
    db.session.add_all(accounts())
    db.session.flush()
    db.session.add_all(users())
    db.session.add_all(projects())
    db.session.flush()
    db.session.add_all(tokens())
    db.session.add_all(dashboards())
    db.session.add_all(webhooks())
    db.session.commit()
    copy_events(events)
    set_newest()
    db.session.add_all(reports())
    db.session.commit()
    reset_sequences()
    for project in PROJECTS:
        cache.invalidate_project(project[0])


def clear():
    db.session.rollback()
    names = ", ".join(table.name for table in db.metadata.sorted_tables)
    db.session.execute(text("TRUNCATE %s RESTART IDENTITY CASCADE" % names))
    db.session.commit()


def accounts():
    for id, name, slug, domain, plan, seats in ACCOUNTS:
        yield models.Account(
            id=id,
            name=name,
            slug=slug,
            domain=domain,
            plan=plan,
            seats=seats,
            settings={"week_starts": "monday"},
            created_at=START - datetime.timedelta(days=400 - id),
        )


def users():
    method = current_app.config["PASSWORD_METHOD"]
    slugs = {account[0]: account[2] for account in ACCOUNTS}
    for id, account_id, name, role in USERS:
        yield models.User(
            id=id,
            account_id=account_id,
            name=name,
            role=role,
            email="%s@%s.example" % (name.lower(), slugs[account_id]),
            password_hash=generate_password_hash(name.lower() + "-password", method=method),
            is_active=name != "Former",
            created_at=START - datetime.timedelta(days=300 - id),
        )


def tokens():
    for id, _, name, _ in USERS:
        yield models.ApiToken(
            user_id=id, name="dev", token="dev-token-" + name.lower(), created_at=START
        )
    yield models.ApiToken(
        user_id=1, name="old laptop", token="dev-token-revoked", revoked=True, created_at=START
    )


def projects():
    for id, account_id, name, slug, share in PROJECTS:
        project = models.Project(
            id=id,
            account_id=account_id,
            name=name,
            slug=slug,
            website="https://%s.example" % slug,
            archived=share == 0,
            created_at=START - datetime.timedelta(days=200 - id),
        )
        members = [user for user in USERS if user[1] == account_id and user[3] != "staff"]
        project.members = [db.session.get(models.User, user[0]) for user in members[:2]]
        yield project


def dashboards():
    for title, account_id, owner_id, project_id, shared in [
        ("Marketing", 1, 1, 1, True),
        ("Ada's numbers", 1, 1, 1, False),
        ("App health", 1, 2, 2, True),
        ("Shop", 2, 4, 4, True),
    ]:
        yield models.Dashboard(
            title=title,
            account_id=account_id,
            owner_id=owner_id,
            project_id=project_id,
            is_shared=shared,
            created_at=START,
            widgets=[
                models.Widget(kind=kind, title=name, position=position, settings=settings)
                for position, (kind, name, settings) in enumerate(
                    [
                        ("counter", "Sign-ups", {"event": "signup"}),
                        ("top_pages", "Pages", {"limit": 5}),
                        ("countries", "Countries", {"limit": 3}),
                    ]
                )
            ],
        )


def webhooks():
    # discard, a port where nobody listens: deliveries fail at once
    yield models.Webhook(
        account_id=1,
        url="http://127.0.0.1:9/hooks/signup",
        event="signup",
        secret="well-known-secret",
        created_at=START,
    )


def reports():
    first, last = START.date(), (START + datetime.timedelta(days=DAYS - 1)).date()
    for number, kind in enumerate(KINDS, 1):
        report = models.Report(
            id=uuid.UUID(int=number),
            account_id=1,
            project_id=1,
            created_by_id=1,
            name="First quarter: %s" % kind,
            kind=kind,
            date_from=first,
            date_to=last,
            created_at=START + datetime.timedelta(days=DAYS, minutes=number),
        )
        report.result = KINDS[kind](db.session.get(models.Project, 1), first, last)
        yield report


def event_lines(count):
    """Lines for COPY. One random number makes one event: its bits choose the values."""
    rng = random.Random(SEED)
    visitors = max(40, count // 25)
    step = DAYS * 86400000 / count
    days = [(START + datetime.timedelta(days=n)).strftime("%Y-%m-%d") for n in range(DAYS)]
    getrandbits = rng.getrandbits
    for id in range(1, count + 1):
        bits = getrandbits(96)
        day, rest = divmod(int((id - 0.5) * step), 86400000)
        seconds, ms = divmod(rest, 1000)
        name = EVENT_NAMES[bits & 63]
        revenue = "%d.%02d" % (5 + (bits >> 6 & 127), bits & 63) if name == "purchase" else "\\N"
        yield "%d\t%d\t%s\tv%06d\t%s\t%s\t%s\t%s\t%d\t%s\t%s\t%s %02d:%02d:%02d.%03d\n" % (
            id,
            PROJECT_IDS[bits >> 13 & 63],
            name,
            # most come from a few visitors
            (bits >> 19 & 0xFFFFF) * (bits >> 39 & 0xFF) // 255 % visitors,
            PAGES[bits >> 47 & 63],
            REFERRERS[bits >> 53 & 63],
            COUNTRIES[bits >> 59 & 63],
            DEVICES[bits >> 65 & 63],
            (bits >> 71 & 0x3FFF) + 150,
            revenue,
            PROPERTIES[bits >> 85 & 15],
            days[day],
            seconds // 3600,
            seconds // 60 % 60,
            seconds % 60,
            ms,
        )


def copy_events(count):
    connection = db.session.connection().connection
    lines = event_lines(count)
    with connection.cursor() as cursor:
        for start in range(0, count, CHUNK):
            size = min(CHUNK, count - start)
            chunk = io.StringIO("".join(next(lines) for _ in range(size)))
            cursor.copy_expert("COPY events (%s) FROM STDIN" % COLUMNS, chunk)
    db.session.commit()
    db.session.execute(text("ANALYZE events"))


def set_newest():
    db.session.execute(
        text(
            "UPDATE projects SET last_event_at = newest.moment FROM"
            " (SELECT project_id, max(occurred_at) AS moment FROM events GROUP BY project_id)"
            " AS newest WHERE newest.project_id = projects.id"
        )
    )


def reset_sequences():
    """Ids were given above; the next ones come after them."""
    for table in ("accounts", "users", "projects", "events"):
        db.session.execute(
            text(
                "SELECT setval(pg_get_serial_sequence('%s', 'id'), (SELECT max(id) FROM %s))"
                % (table, table)
            )
        )
    db.session.commit()
