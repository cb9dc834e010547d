"""The exceptions of the package, named by what the caller should do about them.

IngestError                     anything this package raises on purpose
├── UsageError                  the call cannot work as given: exit status 2, nothing was touched
│   ├── RawFolderMissing        there is no RAW folder to read
│   ├── OutputUnusable          OUT cannot be written, or its file system cannot hold snapshots
│   ├── SettingsInvalid         ingest.toml or an INGEST_* variable does not fit
│   ├── UnknownId               no article, file, snapshot or dataset has that name
│   └── NewerVersion            OUT was written by a newer version of this program
├── StoreBusy                   another run is writing to OUT: wait, or try again later
├── StoreFailed                 the file system failed: make room or mend it, then run again
├── StoreDamaged                published files are missing or differ from their checksums
│   └── IndexDamaged            only the index is, which can be made again from the datasets
├── Incomplete                  published, but far less (or else) came in than the settings allow
├── AccountingError             what came out does not add up to what went in: nothing is published
└── Unreadable                  one raw file or record cannot be read: becomes a row in quarantine
"""

__all__ = [
    "AccountingError",
    "Incomplete",
    "IndexDamaged",
    "IngestError",
    "NewerVersion",
    "OutputUnusable",
    "RawFolderMissing",
    "SettingsInvalid",
    "StoreBusy",
    "StoreDamaged",
    "StoreFailed",
    "UnknownId",
    "Unreadable",
    "UsageError",
    "advise",
    "exit_status",
]

NEXT_STEPS = {
    "RawFolderMissing": "create the folder, or name another",
    "NewerVersion": "upgrade article-ingest",
    "SettingsInvalid": "mend the value, then run again",
    "StoreBusy": "wait for the other run, or see which process it is; then run again",
    "StoreFailed": "make room or mend the disk, then run again: nothing is lost",
    "StoreDamaged": "see `ingest check OUT --deep`, then `ingest rollback` or `ingest rebuild`",
    "IndexDamaged": "run `ingest rebuild-index OUT`: the datasets stay as they are",
    "AccountingError": "nothing was published; keep the raw files and report this",
    "Incomplete": "the run is published; look into the sources named in the report",
}
"""What a person should do about an error, by its name; others say it themselves."""


def advise(error: Exception) -> str:
    """Tell an error, and what to do about it, in one line.

    >>> advise(RawFolderMissing("no folder of raw files at in"))
    'no folder of raw files at in; create the folder, or name another'
    """
    step = NEXT_STEPS.get(type(error).__name__)
    return f"{error}; {step}" if step else str(error)


def exit_status(error: "IngestError") -> int:
    """Map an error to the exit status of the process.

    >>> exit_status(RawFolderMissing()), exit_status(StoreBusy()), exit_status(StoreDamaged())
    (2, 3, 1)
    """
    if isinstance(error, UsageError):
        return 2
    return 3 if isinstance(error, StoreBusy) else 1


class IngestError(Exception):
    """Anything this package raises on purpose; its text is one line that a person can act on."""


class UsageError(IngestError):
    """The call cannot work as given; nothing was touched."""


class RawFolderMissing(UsageError):
    """There is no RAW folder to read."""


class OutputUnusable(UsageError):
    """OUT cannot be written, or its file system cannot hold snapshots."""


class SettingsInvalid(UsageError):
    """A setting in ingest.toml or the environment does not fit."""


class UnknownId(UsageError):
    """No article, file, snapshot or dataset has that name."""


class NewerVersion(UsageError):
    """OUT was written by a newer version of this program."""


class StoreBusy(IngestError):
    """Another run is writing to OUT."""


class StoreFailed(IngestError):
    """The file system failed while publishing; readers see the last snapshot, or all of the new."""


class StoreDamaged(IngestError):
    """Published files are missing or differ from their checksums."""


class IndexDamaged(StoreDamaged):
    """The index cannot be used, and can be made again from the datasets, which stay as they are."""


class Incomplete(IngestError):
    """The run is published, but what came in differs from the past more than settings allow."""


class AccountingError(IngestError):
    """What came out does not add up to what went in; nothing is published."""


class Unreadable(IngestError):
    """One raw file or record cannot be read; it becomes a row in quarantine.

    Args:
        reason: one of `ingest.article.REASONS`.
        detail: what a person needs to find the place (position, limit, message of the parser).
    """

    def __init__(self, reason: str, detail: str = "") -> None:
        """Keep the reason code and the detail apart."""
        super().__init__(f"{reason}: {detail}" if detail else reason)
        self.reason = reason
        self.detail = detail
