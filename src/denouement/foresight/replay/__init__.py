"""The history day by day, and what changed because of what."""
