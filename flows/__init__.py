"""The flows: the only place that knows Prefect.

Prefect reads its settings when it is imported, so the quiet defaults are set here, before that.
What the environment already says stands.
"""

import os

from ingest.caches import cache_folder

_QUIET = {
    "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
    "DO_NOT_TRACK": "1",
    # The embedded server takes 10 to 25 s to start, more on a busy machine; the default is 20.
    "PREFECT_SERVER_EPHEMERAL_STARTUP_TIMEOUT_SECONDS": "180",
    # Its database is one file: on a busy machine a writer may have to wait for more than 5 s.
    "PREFECT_SERVER_DATABASE_TIMEOUT": "60",
    "PREFECT_SERVER_DATABASE_CONNECTION_TIMEOUT": "60",
    "PREFECT_LOGGING_TO_API_WHEN_MISSING_FLOW": "ignore",
    "PREFECT_CLI_PROMPT": "false",
}
for _name, _value in _QUIET.items():
    os.environ.setdefault(_name, _value)


def _has_home() -> bool:
    """Whether Prefect can keep its database where it does by default."""
    folder = os.path.expanduser("~/.prefect")
    there = folder if os.path.exists(folder) else os.path.dirname(folder)
    return os.access(there, os.W_OK | os.X_OK)


if "PREFECT_HOME" not in os.environ and not _has_home():  # a service often has none to write to
    os.environ["PREFECT_HOME"] = str(cache_folder() / "prefect")
