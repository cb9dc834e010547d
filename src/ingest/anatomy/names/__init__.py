"""Names: persons, places, outlets and roles, as bylines print them."""
