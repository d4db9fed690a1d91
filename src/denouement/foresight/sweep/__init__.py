"""Doubtful judgements drawn by their certainty, and how often each outcome comes out."""
