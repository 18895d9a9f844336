"""What is known: records, dates, strict YAML, and the gate that decides what may be published."""
