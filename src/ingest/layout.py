"""Where the lines and paragraphs of a plain text are."""

__all__: list[str] = []
