"""What a flow may be told beside its folders; it becomes a form in Prefect's UI."""

from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from ingest.settings import Settings, load_settings

__all__ = ["Options"]


class Options(BaseModel):
    """Settings of one run; empty fields leave `ingest.toml` and the environment as they are."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    workers: int | None = Field(None, ge=0, le=512, description="Processes; 0: one a core.")
    keep: Literal["first", "latest", "longest"] | None = Field(
        None, description="Which member of a cluster stands in articles."
    )
    settle_seconds: float | None = Field(
        None, ge=0, description="Files younger than this wait for the next run."
    )
    fail_on: Literal["never", "silent", "loss", "any"] | None = Field(
        None, description="What makes the run fail although it is published: silent sources, …"
    )
    wait_seconds: float | None = Field(
        None, ge=0, description="How long to wait for another run that is writing."
    )
    settings_file: Path | None = Field(None, description="A TOML file instead of ingest.toml.")

    def settings(self) -> Settings:
        """Build the run's settings.

        Raises:
            SettingsInvalid: a value does not fit.
        """
        given = self.model_dump(exclude_none=True, exclude={"settings_file"})
        return load_settings(self.settings_file, **given)
