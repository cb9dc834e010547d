"""E-mail: messages and mailboxes, and the articles that messages forward."""
