"""Shelves

Revision ID: a002
Revises: a001
Create Date: 2024-02-05 10:00:00

"""

import sqlalchemy as sa
from alembic import op
from flask import current_app

revision = "a002"
down_revision = "a001"
branch_labels = None
depends_on = None


def upgrade():
    shelves = op.create_table(
        "shelf",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("label", sa.String(length=10), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    label = current_app.config.get("FIRST_SHELF", "A")
    op.bulk_insert(shelves, [{"label": label}, {"label": "B"}])
    with op.batch_alter_table("seed") as batch:
        batch.add_column(sa.Column("shelf_id", sa.Integer(), nullable=True))
        batch.alter_column(
            "name", existing_type=sa.String(length=40), type_=sa.String(length=60), nullable=False
        )
        batch.create_unique_constraint("uq_seed_name", ["name"])
        batch.create_foreign_key("fk_seed_shelf", "shelf", ["shelf_id"], ["id"])
    op.execute("UPDATE seed SET shelf_id = (SELECT min(id) FROM shelf)")
    with op.batch_alter_table("seed") as batch:
        batch.alter_column("shelf_id", existing_type=sa.Integer(), nullable=False)


def downgrade():
    with op.batch_alter_table("seed") as batch:
        batch.drop_constraint("fk_seed_shelf", type_="foreignkey")
        batch.drop_constraint("uq_seed_name", type_="unique")
        batch.drop_column("shelf_id")
    op.drop_table("shelf")
