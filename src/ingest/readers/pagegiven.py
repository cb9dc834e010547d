from typing import Any

from ingest.article import Given


def given_of_page(root: Any, url: str) -> Given:
    return Given(url=url)
