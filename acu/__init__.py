"""A point is a rule on a body."""
