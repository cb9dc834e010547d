"""`python -m flows.alarms URL`: let Prefect's server tell a webhook when a night goes wrong.

It makes three automations, and makes them again when it is called again: a run that failed, crashed
or timed out; a night without a completed run; a run whose process has died without a word, which is
also marked as crashed. Their names begin with `ingest:`, and the UI shows and changes them.
"""

import argparse
import datetime as dt
import sys
from collections.abc import Sequence
from typing import Any
from urllib.parse import urlsplit

import httpx
from prefect.automations import Automation
from prefect.blocks.notifications import CustomWebhookNotificationBlock
from prefect.client.schemas.objects import StateType
from prefect.events.actions import ChangeFlowRunState, SendNotification
from prefect.events.schemas.automations import EventTrigger, Posture
from prefect.exceptions import PrefectHTTPStatusError
from prefect.settings import PREFECT_API_URL

from ingest.errors import IngestError, UsageError

__all__ = ["alarms_of", "main"]

_BLOCK = "ingest-alarms"
_RUN: dict[str, str | list[str]] = {"prefect.resource.id": "prefect.flow-run.*"}
_FLOWS = ["nightly", "backfill", "takedown", "compact", "rebuild", "check"]
_OURS: dict[str, str | list[str]] = {
    "prefect.resource.role": "flow",
    "prefect.resource.name": _FLOWS,
}
_NIGHTLY: dict[str, str | list[str]] = {
    "prefect.resource.role": "flow",
    "prefect.resource.name": "nightly",
}
_BEAT = "prefect.flow-run.heartbeat"
_ENDED = frozenset(
    f"prefect.flow-run.{state}"
    for state in ("Completed", "Failed", "Crashed", "Cancelling", "Cancelled", "TimedOut")
)
_FAILED = frozenset(f"prefect.flow-run.{state}" for state in ("Failed", "Crashed", "TimedOut"))
_SAID = """{{ flow.name }}: {{ flow_run.name }} is {{ flow_run.state.name }}
{{ flow_run.state.message }}
{{ flow_run|ui_url }}"""


def alarms_of(block: Any, within: dt.timedelta, beat: dt.timedelta) -> list[Automation]:
    """Describe the automations.

    Args:
        block: id of the block that sends the notifications.
        within: how long a nightly run may be missing.
        beat: after how long without a heartbeat a run counts as dead.
    """
    hours = within / dt.timedelta(hours=1)
    crash = ChangeFlowRunState(
        state=StateType.CRASHED, message="its process sends no heartbeat any more; run it again"
    )

    def tell(subject: str, body: str) -> SendNotification:
        return SendNotification(block_document_id=block, subject=subject, body=body)

    return [
        _alarm("a run failed", _fails(), tell("A run failed", _SAID)),
        _alarm(
            "no nightly run",
            _is_missing(within),
            tell("No nightly run", f"nightly has not completed for {hours:g} hours"),
        ),
        _alarm("a dead run", _is_dead(beat), crash),
    ]


def _alarm(name: str, trigger: EventTrigger, action: Any) -> Automation:
    return Automation(name=f"ingest: {name}", trigger=trigger, actions=[action])


def _fails() -> EventTrigger:
    return EventTrigger(
        expect=set(_FAILED),
        match=_RUN,
        match_related=_OURS,
        posture=Posture.Reactive,
        threshold=1,
    )


def _is_missing(within: dt.timedelta) -> EventTrigger:
    return EventTrigger(
        expect={"prefect.flow-run.Completed"},
        match=_RUN,
        match_related=_NIGHTLY,
        posture=Posture.Proactive,
        threshold=1,
        within=within,
    )


def _is_dead(beat: dt.timedelta) -> EventTrigger:
    return EventTrigger(
        after={_BEAT},
        expect={_BEAT, *_ENDED},
        match=_RUN,
        match_related=_OURS,
        for_each={"prefect.resource.id"},
        posture=Posture.Proactive,
        threshold=1,
        within=beat,
    )


def main(argv: Sequence[str] | None = None) -> None:
    """Make or renew the automations on the server that PREFECT_API_URL names.

    Exit status: 0 done, 2 the call cannot work.
    """
    parser = argparse.ArgumentParser(prog="python -m flows.alarms", description=__doc__)
    parser.add_argument("url", help="of a webhook; a JSON object with `text` is posted to it")
    parser.add_argument("--hours", type=float, default=26, help="how long a run may be missing")
    parser.add_argument("--beat", type=float, default=400, help="seconds without a heartbeat")
    given = parser.parse_args(argv)
    try:
        _set_alarms(given.url, dt.timedelta(hours=given.hours), dt.timedelta(seconds=given.beat))
    except IngestError as error:
        sys.stderr.write(f"ingest: {error}\n")
        sys.exit(2)


def _set_alarms(url: str, within: dt.timedelta, beat: dt.timedelta) -> None:
    """Make or renew the block and the automations.

    Raises:
        UsageError: the address is none, or no server is named, or it does not answer.
    """
    if urlsplit(url).scheme not in {"http", "https"} or not urlsplit(url).hostname:
        raise UsageError(f"{url!r} is no address of a webhook: it begins with http:// or https://")
    server = PREFECT_API_URL.value()
    if not server:
        raise UsageError("no server to watch over: let PREFECT_API_URL name its API")
    block = CustomWebhookNotificationBlock(
        name=_BLOCK, url=url, json_data={"text": "{{subject}}: {{body}}"}
    )
    try:
        document: Any = block.save(_BLOCK, overwrite=True)
        for alarm in alarms_of(document, within, beat):
            _renew(alarm)
            sys.stdout.write(f"{alarm.name}\n")
    except httpx.TransportError:
        advice = "start it, or mend PREFECT_API_URL"
        raise UsageError(f"Prefect's server at {server} does not answer: {advice}") from None


def _renew(alarm: Automation) -> None:
    """Put an automation in the place of the one that has its name."""
    try:
        old: Any = Automation.read(name=alarm.name)
    except (ValueError, PrefectHTTPStatusError):
        old = None
    if old is not None:
        old.delete()
    alarm.create()


if __name__ == "__main__":
    main()
