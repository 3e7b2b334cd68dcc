"""The models of the article: which actions are possible, and what must hold after them."""
