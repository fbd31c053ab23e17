"""seats and settings of accounts, domains for the enrichment, deactivated users and tokens

Revision ID: e4b6c9520a17
Revises: a91e77f3028d
Create Date: 2024-03-19 08:47:30.150000

"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "e4b6c9520a17"
down_revision = "a91e77f3028d"
branch_labels = None
depends_on = None


def upgrade():
    op.add_column("accounts", sa.Column("domain", sa.String(120)))
    op.add_column("accounts", sa.Column("seats", sa.Integer(), server_default="5", nullable=False))
    op.add_column(
        "accounts",
        sa.Column("settings", postgresql.JSONB(), server_default="{}", nullable=False),
    )
    op.add_column(
        "users", sa.Column("is_active", sa.Boolean(), server_default="true", nullable=False)
    )
    op.add_column("users", sa.Column("last_login_at", sa.DateTime()))
    # scrypt hashes are longer than the ones we had
    op.alter_column("users", "password_hash", type_=sa.String(255), existing_type=sa.String(128))
    op.add_column(
        "api_tokens", sa.Column("revoked", sa.Boolean(), server_default="false", nullable=False)
    )
    op.create_index("ix_api_tokens_user_id", "api_tokens", ["user_id"])
    op.add_column(
        "projects",
        sa.Column("timezone", sa.String(40), server_default="UTC", nullable=False),
    )
    op.add_column(
        "projects", sa.Column("archived", sa.Boolean(), server_default="false", nullable=False)
    )
    op.add_column("projects", sa.Column("last_event_at", sa.DateTime()))
    op.execute(
        "UPDATE projects SET last_event_at ="
        " (SELECT max(occurred_at) FROM events WHERE events.project_id = projects.id)"
    )


def downgrade():
    op.drop_column("projects", "last_event_at")
    op.drop_column("projects", "archived")
    op.drop_column("projects", "timezone")
    op.drop_index("ix_api_tokens_user_id", "api_tokens")
    op.drop_column("api_tokens", "revoked")
    op.alter_column("users", "password_hash", type_=sa.String(128), existing_type=sa.String(255))
    op.drop_column("users", "last_login_at")
    op.drop_column("users", "is_active")
    op.drop_column("accounts", "settings")
    op.drop_column("accounts", "seats")
    op.drop_column("accounts", "domain")
