"""All combinations of rival readings, or some drawn: what holds in all, in some, in none."""
