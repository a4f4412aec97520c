"""Parties: the layer `parties`, found by `find`: registered parties, groups and persons."""
