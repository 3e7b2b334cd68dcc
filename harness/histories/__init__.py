"""Generated histories: long sequences of small moves, held against small models of the article."""
