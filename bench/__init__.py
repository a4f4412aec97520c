"""Measurements of the whole: how fast reading is."""
