"""What a representative reads: the rules with their history, and figures of the whole team."""
