"""Figures: the layer `quantities`, found by `find`; each module finds or holds one thing."""
