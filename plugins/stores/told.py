"""What a run into a store has done, as text."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from kaohe.plugins.reporters.words import warnings
from kaohe.plugins.stores.lines import Language, posted, say, why

if TYPE_CHECKING:
    from kaohe.core.store.posting import Posting
    from kaohe.plugins.stores.settle import Settled

MOST = 20


def told(done: Settled, language: Language) -> str:
    """The periods settled, with what they post; what was posted to correct earlier ones, and why; what was left."""
    loud = warnings(done.results.document(), language)
    return "\n".join([*loud, *_settled(done, language), *_corrected(done, language), *_rows(done, language)])


def _settled(done: Settled, language: Language) -> Iterator[str]:
    for period in dict.fromkeys(period for _, period in done.settled):
        schemes = [
            _scheme(scheme, [one for one in done.postings if (one.scheme, one.origin) == (scheme, period)], language)
            for scheme, when in done.settled
            if when == period
        ]
        yield say("settled", language, period=period, schemes=", ".join(schemes))
    if done.before:
        yield say("before", language, periods=", ".join(done.before))


def _scheme(scheme: str, postings: list[Posting], language: Language) -> str:
    yuan = sum(posting.fen for posting in postings)
    return say("scheme", language, scheme=scheme, count=len(postings), yuan=f"{yuan / 100:,.2f}")


def _corrected(done: Settled, language: Language) -> Iterator[str]:
    for one in done.corrected:
        cause = one.cause
        yield why(
            cause.kind, cause.ref, cause.corrects, cause.corrected_by, str(cause.corrected_on), cause.reason, language
        )
        yield from (f"  {posted(posting, language)}" for posting in one.postings[:MOST])
        if len(one.postings) > MOST:
            yield f"  ... {len(one.postings) - MOST}"
        if not one.postings:
            yield f"  {say('stays', language)}"


def _rows(done: Settled, language: Language) -> Iterator[str]:
    if not (done.settled or done.corrected or done.kept):
        yield say("nothing", language)
    elif done.kept:
        yield say("rows", language, count=done.kept)
    if done.later:
        yield say("later", language, count=done.later)
