"""Where the names that `db` of Flask-SQLAlchemy hands out live in SQLAlchemy itself."""

from __future__ import annotations

_CORE = {
    "ARRAY", "BIGINT", "BINARY", "BLOB", "BOOLEAN", "BigInteger", "Boolean", "CHAR", "CLOB",
    "CheckConstraint", "Column", "Computed", "Connection", "Constraint", "DATE", "DATETIME",
    "DDL", "DECIMAL", "DOUBLE", "Date", "DateTime", "Double", "Engine", "Enum", "FLOAT",
    "FetchedValue", "Float", "ForeignKey", "ForeignKeyConstraint", "INTEGER", "Identity", "Index",
    "Integer", "Interval", "JSON", "LargeBinary", "MetaData", "NUMERIC", "NVARCHAR", "Numeric",
    "PickleType", "PrimaryKeyConstraint", "REAL", "Row", "SMALLINT", "Select", "Sequence",
    "SmallInteger", "String", "Subquery", "TEXT", "TIME", "TIMESTAMP", "Text", "Time",
    "TypeDecorator", "UUID", "Unicode", "UnicodeText", "UniqueConstraint", "Uuid", "VARBINARY",
    "VARCHAR", "alias", "all_", "and_", "any_", "asc", "between", "bindparam", "case", "cast",
    "collate", "column", "cte", "delete", "desc", "distinct", "event", "exc", "except_",
    "except_all", "exists", "extract", "false", "func", "funcfilter", "insert", "inspect",
    "intersect", "intersect_all", "join", "lateral", "literal", "literal_column", "not_", "null",
    "nulls_first", "nulls_last", "nullsfirst", "nullslast", "or_", "outerjoin", "over", "select",
    "table", "text", "true", "try_cast", "tuple_", "type_coerce", "types", "union", "union_all",
    "update", "values", "within_group",
}  # fmt: skip
_ORM = {
    "Bundle", "DynamicMapped", "InstrumentedAttribute", "Load", "Mapped", "Session",
    "WriteOnlyMapped", "aliased", "attribute_keyed_dict", "backref", "class_mapper",
    "column_property", "composite", "configure_mappers", "contains_eager", "declared_attr",
    "defaultload", "defer", "deferred", "dynamic_loader", "foreign", "immediateload",
    "joinedload", "lazyload", "load_only", "make_transient", "mapped_column", "noload",
    "object_session", "query_expression", "raiseload", "reconstructor", "relationship", "remote",
    "selectinload", "subqueryload", "synonym", "undefer", "validates", "with_expression",
    "with_loader_criteria", "with_parent", "with_polymorphic",
}  # fmt: skip


def home_of(name: str) -> str | None:
    """Return the dotted name in SQLAlchemy of an attribute of `db`, or None if it is not one."""
    if name in _CORE:
        return f"sqlalchemy.{name}"
    return f"sqlalchemy.orm.{name}" if name in _ORM else None
