"""Families of public instances, each solved by the product's own engine and judged apart.

Nothing of them is shipped but what their licence allows: the files lie in a folder of their own.
"""
