"""Batch article processing: raw article files in, trustworthy Parquet out."""
