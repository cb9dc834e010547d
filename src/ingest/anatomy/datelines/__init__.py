"""Datelines: the place, day and agency before the first sentence."""
