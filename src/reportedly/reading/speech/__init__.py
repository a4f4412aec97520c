"""Who said what: cues, quotation marks, speakers, contents, and the links they resolve to.

`reading/speech/find.py` is the map of this sub-room: it calls these modules in order.
"""
