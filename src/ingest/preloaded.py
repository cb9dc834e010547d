"""Imported by the process that forks workers: what this loads, every worker finds loaded."""

from ingest.prepare import warm

warm()
