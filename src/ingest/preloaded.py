"""Imported by the process that forks workers: what this loads, every worker finds loaded."""

from ingest.forking import do_without


def _load() -> None:
    do_without("pandas", "scipy")  # before the first import that asks for them
    from ingest.prepare import warm

    warm()


_load()
