"""Imported by the process that forks workers: what this loads, every worker finds loaded."""

from ingest.forking import begin_quickly, uncollected


def _load() -> None:
    begin_quickly()  # before the first import that asks for them
    with uncollected():
        from ingest.prepare import warm

        warm()


_load()
