"""Days and hours as they are printed, in every language that has a table."""
