"""Prints tables as other readers see them: read_tables.py WAREHOUSE EXPORT TABLE...

EXPORT has a folder of Parquet files a table. One line of JSON a table and reader: the columns' types in Spark's words, and all rows.
"""

import base64
import datetime
import json
import pathlib
import sys

import duckdb
import pandas
import pyarrow
from pyiceberg.catalog.sql import SqlCatalog

PLAIN = {
    "string": "string",
    "large_string": "string",
    "string_view": "string",
    "bool": "boolean",
    "int32": "int",
    "int64": "bigint",
    "double": "double",
    "binary": "binary",
    "large_binary": "binary",
}


def spark_type(arrow):
    if pyarrow.types.is_struct(arrow):
        return "struct<" + ",".join(f"{field.name}:{spark_type(field.type)}" for field in arrow) + ">"
    if pyarrow.types.is_map(arrow):
        return f"map<{spark_type(arrow.key_type)},{spark_type(arrow.item_type)}>"
    if pyarrow.types.is_list(arrow) or pyarrow.types.is_large_list(arrow):
        return f"array<{spark_type(arrow.value_type)}>"
    if pyarrow.types.is_timestamp(arrow) and arrow.unit == "us" and arrow.tz is not None:
        return "timestamp"
    return PLAIN.get(str(arrow), f"unknown: {arrow}")


def plain(value):
    if isinstance(value, datetime.datetime):
        return value.astimezone(datetime.timezone.utc).strftime("%Y-%m-%dT%H:%M:%S.%fZ")
    if isinstance(value, bytes):
        return base64.b64encode(value).decode()
    if isinstance(value, dict):
        return {key: plain(one) for key, one in value.items()}
    if isinstance(value, list):
        # A map is a list of pairs.
        return dict(value) if value and isinstance(value[0], tuple) else [plain(one) for one in value]
    return value


def show(table, reader, arrow):
    print(
        json.dumps(
            {
                "table": table,
                "reader": reader,
                "types": {field.name: spark_type(field.type) for field in arrow.schema},
                "rows": [plain(row) for row in arrow.to_pylist()],
            }
        )
    )


def main(warehouse, export, *tables):
    catalog = SqlCatalog("lake", uri=f"sqlite:///{warehouse}/catalog.db", warehouse=f"file://{warehouse}")
    for table in tables:
        scan = catalog.load_table(f"mer.{table}").scan()
        show(table, "pyiceberg", scan.to_arrow())
        database = scan.to_duckdb(table_name="rows")
        show(table, "DuckDB through pyiceberg", database.sql("SELECT * FROM rows").to_arrow_table())
        files = str(pathlib.Path(export) / table / "*.parquet")
        show(table, "DuckDB on the export", duckdb.sql(f"SELECT * FROM '{files}'").to_arrow_table())
        frame = pandas.read_parquet(pathlib.Path(export) / table, dtype_backend="pyarrow")
        show(table, "pandas on the export", pyarrow.Table.from_pandas(frame, preserve_index=False))


if __name__ == "__main__":
    main(*sys.argv[1:])
