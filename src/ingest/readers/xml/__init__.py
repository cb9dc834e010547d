"""XML: feeds, what agencies send, documents, and records of named fields."""
