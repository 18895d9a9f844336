"""What goes home from a meeting: the pack."""
