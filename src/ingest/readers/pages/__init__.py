"""Pages: the article of an HTML page, and what the page states about it."""
