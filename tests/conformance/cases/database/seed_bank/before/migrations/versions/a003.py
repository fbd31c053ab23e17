"""Weights

Revision ID: a003
Revises: a002
Create Date: 2024-03-05 10:00:00

"""

import sqlalchemy as sa
from alembic import op

revision = "a003"
down_revision = "a002"
branch_labels = None
depends_on = None


def upgrade():
    with op.batch_alter_table("seed") as batch:
        batch.add_column(sa.Column("grams", sa.Integer(), server_default="0", nullable=False))


def downgrade():
    with op.batch_alter_table("seed") as batch:
        batch.drop_column("grams")
