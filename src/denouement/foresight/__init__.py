"""Many analyses of one conflict: what holds whichever reading is true, and what depends on which."""
