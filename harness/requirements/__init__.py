"""What is promised: the register, its profiles and reviews, and the tags that lead to it."""
