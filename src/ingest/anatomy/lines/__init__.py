"""Lines around a body, one kind in each module, told by their words and by the draft."""
