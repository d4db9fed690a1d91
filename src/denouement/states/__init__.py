"""What can happen: feasible states, moves and ranks; arrays begin here."""
