"""Many documents: reading by several processes, and taking folders of them into a ledger."""

from reportedly.scaling.adding import Progress, Tally, add_inputs, add_items
from reportedly.scaling.pool import Readers
from reportedly.scaling.reader import tell_reader

__all__ = ["Progress", "Readers", "Tally", "add_inputs", "add_items", "tell_reader"]
