"""The slow twin: the graph model written a second time, straight from the definitions, with Python sets.

The program is tested against this package, so nothing in it may import the program.

definitions         states, moves, preference; coalition lists; the five concepts; what can be reached
witnesses           the sanctions behind a verdict, and whether a told sequence of moves is legal
option_form         a twin from options, feasible option sets and statements or rankings
matrix              a third opinion: the matrix form, in NumPy
conditions          statements as trees, with their truth; condition_text prints them
random_conflicts    seeded random conflicts in option form, as plain data; model_text writes the files
random_graphs       seeded random conflicts as arbitrary graphs
disagreement        how often the concepts differ over a batch, so that agreement means something
known_conflicts     small published conflicts, typed in by hand
"""
