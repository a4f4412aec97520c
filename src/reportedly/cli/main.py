"""Not written yet: only `read --jsonl --layers FILE` of JSON lines."""

from __future__ import annotations

import json
import sys


def run() -> None:
    """Read JSON lines and print readings."""
    from reportedly.model import Document, digest_document
    from reportedly.reading.format import reading_as_dict
    from reportedly.reading.pipeline import read_documents

    docs = []
    for line in open(sys.argv[-1], encoding="utf-8"):
        o = json.loads(line)
        d = digest_document(o.get("publisher") or "", o.get("title") or "", o["text"])
        docs.append(Document(id=o.get("id") or d[:16], digest=d, text=o["text"], title=o.get("title") or "", publisher=o.get("publisher") or "", published=o.get("published")))
    for r in read_documents(docs):
        print(json.dumps(reading_as_dict(r, layers=True), ensure_ascii=False))
