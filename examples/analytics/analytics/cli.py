import datetime

import click
import flask_migrate
from flask import current_app
from flask.cli import with_appcontext
from sqlalchemy import inspect, text

from . import seed as demo
from .extensions import db
from .models import Account, ApiToken, AuditLog, Event, Project, User, WebhookDelivery

PREPARE_LOCK = 4711


def prepare_database():
    """Tables and demo data for an embedded database, once, however many processes start."""
    with db.engine.connect() as connection:
        connection.execute(text("SELECT pg_advisory_lock(%d)" % PREPARE_LOCK))
        try:
            if not inspect(connection).has_table("alembic_version"):
                flask_migrate.upgrade()
            if not db.session.query(Account.id).first():
                demo.seed(current_app.config["SEED_EVENTS"])
        finally:
            db.session.remove()
            connection.execute(text("SELECT pg_advisory_unlock(%d)" % PREPARE_LOCK))


@click.command("seed")
@click.option("--events", default=2000, show_default=True, type=click.IntRange(1000, 10000000))
@with_appcontext
def seed_command(events):
    """Replace everything by the demo data."""
    demo.seed(events)
    click.echo("%d accounts, %d events." % (Account.query.count(), events))
    click.echo("Log in as ada@acme.example (ada-password), or with the token dev-token-ada.")


@click.command("create-token")
@click.argument("email")
@click.option("--name", default="command line")
@with_appcontext
def create_token_command(email, name):
    """Print a new API token for a user."""
    user = User.query.filter_by(email=email, is_active=True).first()
    if user is None:
        raise click.ClickException("There is no user %s." % email)
    token = ApiToken(user=user, name=name, token=ApiToken.generate())
    db.session.add(token)
    db.session.commit()
    click.echo(token.token)


@click.command("purge")
@click.option("--before", required=True, type=click.DateTime(["%Y-%m-%d"]))
@click.option("--project", help="Slug; all projects without it.")
@click.option("--dry-run", is_flag=True)
@with_appcontext
def purge_command(before, project, dry_run):
    """Delete events before a day, and what was delivered and logged 90 days before it."""
    events = Event.query.filter(Event.occurred_at < before)
    if project:
        found = Project.query.filter_by(slug=project).first()
        if found is None:
            raise click.ClickException("There is no project %s." % project)
        events = events.filter(Event.project_id == found.id)
    if dry_run:
        click.echo("%d events would be deleted." % events.count())
        return
    deleted = events.delete(synchronize_session=False)
    if not project:
        old = before - datetime.timedelta(days=90)
        WebhookDelivery.query.filter(WebhookDelivery.created_at < old).delete()
        AuditLog.query.filter(AuditLog.created_at < old).delete()
    db.session.commit()
    click.echo("%d events deleted." % deleted)


def init_app(app):
    app.cli.add_command(seed_command)
    app.cli.add_command(create_token_command)
    app.cli.add_command(purge_command)
