"""Calendar feeds: what stands in them, the links to them, and how they are served."""
