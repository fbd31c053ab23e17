"""more"""

import sqlalchemy as sa
from alembic import op
from flask import current_app

revision = "2"
down_revision = "feb9116a0040"
branch_labels = None
depends_on = None


def upgrade():
    name = current_app.name
    op.execute(sa.text("insert into book (title) values (:name)").bindparams(name=name))


def downgrade():
    op.execute("delete from book")
