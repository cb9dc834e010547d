"""Plain text of agencies, of collections of news and of news databases."""
