"""Seeds

Revision ID: a001
Revises:
Create Date: 2024-01-05 10:00:00

"""

import sqlalchemy as sa
from alembic import op

revision = "a001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade():
    seeds = op.create_table(
        "seed",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=40), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.bulk_insert(seeds, [{"name": "Rye"}, {"name": "Flax"}])


def downgrade():
    op.drop_table("seed")
