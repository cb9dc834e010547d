"""Headlines, what stands above them, and teasers."""
