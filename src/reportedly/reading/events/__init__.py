"""Events: triggers of each claim type with their frames, modality and subtypes; the lexicon they are read from."""
