"""Views of the schema `published` as Parquet files, for tools that read no database."""
