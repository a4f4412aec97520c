"""What `reading.times` is made of: words and rules, calendar, tense, values, and the interval of a value."""
