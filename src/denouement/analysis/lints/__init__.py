"""What is sound in a model but deserves a second look; one family of findings a module."""
