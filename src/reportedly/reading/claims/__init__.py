"""Claims: the last step, `find`: triggers and fillers scored, chosen, dated and given their source."""
