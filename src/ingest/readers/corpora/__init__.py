"""Files of corpora: words in columns or with tags, and records below marks."""
