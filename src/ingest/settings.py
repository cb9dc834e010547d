"""One frozen `Settings`: from ingest.toml, over it INGEST_* variables, over both the call."""

import difflib
import os
from pathlib import Path
from typing import Any, Literal

from pydantic import Field, ValidationError, field_validator
from pydantic_settings import (
    BaseSettings,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
    SettingsError,
    TomlConfigSettingsSource,
)

from ingest.errors import SettingsInvalid

__all__ = ["SETTINGS_FILE", "Settings", "load_settings"]

SETTINGS_FILE = "INGEST_SETTINGS"
"""The variable that names the file of settings for a process and all that it starts."""

_Field = Literal[
    "body",
    "headline",
    "teaser",
    "byline",
    "authors",
    "publisher",
    "credit",
    "dateline",
    "published_at",
    "url",
    "language",
]
"""What a name in a raw file can be said to mean."""


class Settings(BaseSettings):
    """Everything a run can be told. Built once, passed down, never changed."""

    model_config = SettingsConfigDict(env_prefix="INGEST_", frozen=True, extra="forbid")

    # taking files
    settle_seconds: float = Field(2.0, ge=0)
    """A file whose modification time is younger than this waits for the next run."""
    max_file_bytes: int = Field(1 << 30, gt=0)
    """A raw file larger than this is quarantined unread."""
    max_article_bytes: int = Field(16 << 20, gt=0)
    """One article's text larger than this is quarantined."""
    max_document_bytes: int = Field(64 << 20, gt=0)
    """A file that must be parsed as a whole (XML, JSON, PDF …) is quarantined above this."""
    max_records: int = Field(1_000_000, gt=0)
    """More records than this in one raw file: the rest is quarantined as one row."""
    max_expansion: int = Field(200, gt=1)
    """A compressed file may unpack to this many times its size, and to max_file_bytes."""
    reader_seconds: float = Field(60.0, gt=0)
    """A file that takes longer than this to read is quarantined."""
    fields: dict[str, _Field] = Field(default_factory=dict)
    """Names in JSON, CSV and Parquet (dotted where nested) to body, headline, teaser, byline,
    authors, publisher, credit, dateline, published_at, url or language; for names of your own."""

    # work
    workers: int = Field(0, ge=0, le=512)
    """Worker processes; 0 means one for every core this process may use."""
    runner: Literal["processes", "dask"] = "processes"
    """Where shards are worked on: in processes of this machine, or on a Dask cluster."""
    dask_address: str = ""
    """The cluster's scheduler, e.g. tcp://10.0.0.5:8786, for runner = "dask"."""
    shard_files: int = Field(2_000, gt=0)
    """At most so many raw files make a shard."""
    shard_bytes: int = Field(64 << 20, gt=0)
    """Raw files of about so many bytes make a shard."""
    chunk_records: int = Field(2_000, gt=0)
    """At most so many raw articles of a shard are held in memory at once."""
    resolve_shard: int = Field(1 << 18, gt=0)
    """So many keys, records, texts or pairs are looked up in the index by one task."""
    part_rows: int = Field(50_000, gt=0)
    """At most so many rows make a published Parquet file."""
    part_bytes: int = Field(32 << 20, gt=0)
    """At about so many bytes of text a published Parquet file is closed."""

    # deciding
    keep: Literal["first", "latest", "longest"] = "first"
    """Which member of a cluster stands in `articles`."""
    language_engine: Literal["profiles", "langdetect"] = "profiles"
    """How the language is found; see docs/decisions.md."""
    language_second_opinion: Literal["none", "py3langid"] = "none"
    """Ask py3langid (extra `language`) too about short texts and where the profiles are unsure."""
    time_zone: str = ""
    """Zone assumed for printed dates that name none (IANA name); empty: flagged, read as UTC."""

    # judging a run
    completeness_z: float = Field(3.5, ge=0)
    """Robust standard deviations from which on a volume that differs is reported; 0: never."""
    fail_on: Literal["never", "silent", "loss", "any"] = "never"
    """Which findings make a run fail, after it has published: silent sources, these and losses, or
    any finding but new sources."""
    notify_command: str = ""
    """Run by the flows when one fails, with the message on its standard input; no shell."""
    wait_seconds: float = Field(3600.0, ge=0)
    """How long a flow waits for another run that is writing to OUT."""

    # describing
    licence: str = ""
    """Under which terms the texts may be used, for the dataset's card; empty: unknown."""

    # keeping
    keep_snapshots_days: float = Field(7.0, ge=0)
    """Old snapshots are swept when they are older than this."""

    @field_validator("time_zone")
    @classmethod
    def _is_zone(cls, name: str) -> str:
        from zoneinfo import ZoneInfo

        try:
            return str(ZoneInfo(name)) if name else name
        except (ValueError, OSError, LookupError):
            raise ValueError("no zone is called so; they are like Europe/Berlin") from None

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,  # noqa: ARG003
        file_secret_settings: PydanticBaseSettingsSource,  # noqa: ARG003
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Read the call first, then the environment, then the file."""
        return (init_settings, env_settings, TomlConfigSettingsSource(settings_cls))


def load_settings(toml: Path | None = None, **given: Any) -> Settings:
    """Read the settings and check them.

    Args:
        toml: the file to read; by default the one that INGEST_SETTINGS names, else `ingest.toml` in
            the working directory, if there is one.
        given: values that win over file and environment.

    Raises:
        SettingsInvalid: a value does not fit, a name is unknown, or the file cannot be read.

    >>> load_settings(workers=3).workers
    3
    """
    named = toml or Path(os.environ.get(SETTINGS_FILE, ""))
    path = named if named != Path() else Path("ingest.toml")
    if named == path and not path.is_file():
        raise SettingsInvalid(f"no settings file at {path}")

    class FileSettings(Settings):
        model_config = SettingsConfigDict(toml_file=path if path.is_file() else None)

    _refuse_misspelt()
    try:
        found = FileSettings(**given)
    except ValidationError as error:
        raise SettingsInvalid(_complaint(error, path, given)) from None
    except SettingsError as error:  # the one setting that is a table
        said = 'it is written like {"words": "body"}'
        raise SettingsInvalid(f"setting fields (INGEST_FIELDS): {said}") from error
    except ValueError as error:
        raise SettingsInvalid(f"{path}: {error}") from None
    except OSError as error:
        raise SettingsInvalid(f"{path}: cannot be read: {error.strerror}") from None
    return Settings.model_construct(**found.model_dump())


def _refuse_misspelt() -> None:
    """Refuse variables that are nearly called as one that is read; others may be anybody's."""
    for variable in os.environ:
        name = variable.removeprefix("INGEST_").lower()
        if variable.startswith("INGEST_") and name not in Settings.model_fields:
            for near in difflib.get_close_matches(name, list(Settings.model_fields), 1, 0.85):
                said = f"there is none of this name; did you mean INGEST_{near.upper()}?"
                raise SettingsInvalid(f"setting {name} ({variable}): {said}")


def _complaint(error: ValidationError, path: Path, given: dict[str, Any]) -> str:
    """Say which setting does not fit, where it was found, and why."""
    first = error.errors()[0]
    name = ".".join(str(part) for part in first["loc"])
    whole = str(first["loc"][0])
    variable = f"INGEST_{whole.upper()}"
    place = "as called" if whole in given else variable if variable in os.environ else path
    if first["type"] == "extra_forbidden":
        near = difflib.get_close_matches(name, list(Settings.model_fields), 1)
        hint = f"; did you mean {near[0]}?" if near else ""
        return f"setting {name} ({place}): there is none of this name{hint}"
    said = first["msg"].removeprefix("Value error, ")
    return f"setting {name} ({place}): {said} (got {first['input']!r})"
