"""Documents of office programs, and e-books."""
