"""Suffixes that several modules ask for."""

__all__ = ["MARKDOWN"]

MARKDOWN = ("md", "markdown", "mdown", "mkd", "mdx", "qmd", "rmd")
"""Suffixes of Markdown, with or without front matter."""
