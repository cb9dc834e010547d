"""The flows: the only place that knows Prefect.

Prefect reads its settings when it is imported, so the quiet defaults are set here, before that.
What the environment already says stands.
"""

import os

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
