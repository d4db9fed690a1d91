"""What the analyst says: frozen, no arrays, no files, no colours."""
