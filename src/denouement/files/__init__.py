"""Text to model and back, with line numbers."""
