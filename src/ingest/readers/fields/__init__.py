"""Named fields: what their names and values say of an article."""
