"""Reading a team file: what is wrong with it is said all at once, each fault with its place."""
