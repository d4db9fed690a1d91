"""What would have to be otherwise for an answer to come out otherwise."""
