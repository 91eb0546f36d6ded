"""The demo: the example team in a fresh store, with a roster published in time."""
