"""How a run ends: by a signal, a stop or an unforeseen error; and what ends with it."""
