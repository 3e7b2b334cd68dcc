"""The article's promises as text: features, the register of clauses and the profiles.

A package only so that its files can be found wherever it is installed; no code lives here.
"""
