"""A news text and what it says: who is named, when, how much, how sure, and what to make of it in a model."""
