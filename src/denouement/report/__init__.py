"""Verdicts into words and tables."""
