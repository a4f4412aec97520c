"""Weighing: what claims amount to. The room's modules, in the order in which claims pass through them.

1. Copies: `shingles`, `overlap`, `copies`. Which documents are one story, and who took it from whom.
2. Facets: `offices` (who speaks), `parties`, `victims`, `spots` (where), `questions` (what is answered), `borrowing`,
   `facets` (all of it, claim by claim). `wordlists` and `data/words.toml` hold the words.
3. Events: `events` (which claims tell of one event), `blocks` and `gathering` (without comparing all with all).
4. Relations: `ranges`, `relations`, `comparable`, `disputes`, `sums`, `misfits`.
5. Origins and belief: `origins`, `trust`, `belief`, `grades`, `figures`.
6. Control: `signs`, `columns`, `chain`, `control`, `holdings`, `views`, `nearness`.
7. Over a ledger: `tables`, `held`, `shelf`, `taking`, `weighing`; and what is asked of it, `asking` and `grounds`.

All but the last are pure functions of kept claims.
"""
