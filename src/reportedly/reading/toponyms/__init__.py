"""Toponyms: the layer `toponyms`, found by `find`: names of places in the text, and where they are."""
