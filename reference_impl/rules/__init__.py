"""Pure rules: what an item becomes, what a statement means, when a run is due."""
