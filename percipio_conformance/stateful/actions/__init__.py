"""The actions of a sequence: in words, and in a world."""
