"""event ids are 64 bit, better indexes, revenue and device

Revision ID: 8d2a4417c5f0
Revises: 58f3b1d09e6c
Create Date: 2021-09-30 21:05:13.020000

"""

import sqlalchemy as sa
from alembic import op

revision = "8d2a4417c5f0"
down_revision = "58f3b1d09e6c"
branch_labels = None
depends_on = None


def upgrade():
    op.alter_column("events", "id", type_=sa.BigInteger(), existing_nullable=False)
    op.execute("ALTER SEQUENCE events_id_seq AS bigint")
    op.add_column("events", sa.Column("device", sa.String(20)))
    op.add_column("events", sa.Column("revenue", sa.Numeric(10, 2)))
    op.drop_index("ix_events_project_id", "events")
    op.create_index("ix_events_project_id_occurred_at", "events", ["project_id", "occurred_at"])
    op.create_index(
        "ix_events_project_id_name_occurred_at", "events", ["project_id", "name", "occurred_at"]
    )


def downgrade():
    op.drop_index("ix_events_project_id_name_occurred_at", "events")
    op.drop_index("ix_events_project_id_occurred_at", "events")
    op.create_index("ix_events_project_id", "events", ["project_id"])
    op.drop_column("events", "revenue")
    op.drop_column("events", "device")
    op.execute("ALTER SEQUENCE events_id_seq AS integer")
    op.alter_column("events", "id", type_=sa.Integer(), existing_nullable=False)
