"""From a pasted text to a record: what it proposes, what an editor makes of it, and its saving."""
