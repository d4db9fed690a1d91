"""What lasts, and for whom: stability, endings, standings."""
