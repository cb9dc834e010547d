"""Compiled loops over the buffers of a whole shard."""
