"""Files of records of named fields: JSON, tables, workbooks, Parquet."""
