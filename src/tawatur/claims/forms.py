"""Forms: how the words of the tables stand in the news, verbs conjugated and nouns with their endings, all folded."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from tawatur.lang.pack import Pack
from tawatur.lang.paradigms import paradigms
from tawatur.text.fold import key
from tawatur.values.stems import Affixes

_HEH, _YEH, _TEH, _TWO = "\u0647", "\u064a", "\u062a", "\u064a\u0646"
_PASSIVE = "past-defective-y"  # verbs whose passive is written as "I did"
_ALEF = "\u0627"
_SHORT = 3  # letters of a noun that a heh at its end makes another one


def declined(word: str, known: Affixes) -> Iterator[str]:
    """The folded forms of a noun or an adjective with each ending, which takes the place of its own. Adjectives made
    from it mean something else, and a pronoun that folds as the feminine ending does would make it another word."""
    folded = key(word)
    own = any(becomes and word.endswith(becomes) for _, becomes in known.endings)
    for ending, becomes in known.endings:
        made = key(ending)
        if made == _HEH:
            if not own and len(folded) > _SHORT:
                yield folded + made
        elif made in (_ALEF, _TWO) or (len(made) > 1 and made[0] != _YEH):
            if not own:
                yield folded + made
            elif becomes or made[0] in (_ALEF, _TEH):
                yield folded[:-1] + made


def conjugated(verbs: Iterable[str], pack: Pack) -> Iterator[tuple[str, bool]]:
    """The folded forms that news uses of verbs given as "perfect imperfect", with and without a pronoun; whether each
    is of the past."""
    table = paradigms(pack)
    pronouns = sorted({ending for endings in table.pronouns.values() for ending in endings})
    for verb in verbs:
        perfect, imperfect = verb.split()
        for past, made in ((True, table.past(perfect)), (False, table.present(imperfect, perfect))):
            for form in made:
                passive = form.number == "s" and form.paradigm == _PASSIVE
                if (form.person != 3 and not passive) or form.jussive or (form.gender, form.number) == ("f", "p"):
                    continue
                if form.bare:
                    yield form.key, past
                if form.linked:  # after a verb of the past a pronoun of one letter looks like a noun's ending
                    yield from ((form.key + end, past) for end in pronouns if len(end) > past)
