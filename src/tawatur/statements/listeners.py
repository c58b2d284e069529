"""Listeners: the publishers a source spoke to or was carried by, who are the links nearer the reader."""

from __future__ import annotations

from tawatur.model import Span
from tawatur.press import resolve
from tawatur.statements.mentions import Mention, Mentions


class Listeners(Mentions):
    """Finds listeners in one report."""

    def listener(self, index: int, last: int) -> tuple[Mention | None, int] | None:
        """The publisher spoken to that is named here behind a preposition; (None, end) for no link."""
        view, lexicon = self.view, self.lexicon
        key = view.keys[index]
        reporter = key[0] == lexicon.to and key[1:] in lexicon.particles["reporter"]
        if key[0] != lexicon.to or reporter:
            if (key not in lexicon.hearing and not reporter) or index + 1 >= last:
                return None
            first = index + 1 if reporter else self._talked(index)
            made = self.mention(first, self._listener_end(first, last)) if first else None
            if made is None or made.kind != "agency":
                return None
            return (None if self.is_own(made.press, made.span.of(view.text)) else made), made.last
        if not key.startswith(self.lexicon.to) or key.startswith(self.lexicon.article):
            return None
        if self.adjunct_at(index) or self._of_document(index):
            return None
        end = self._listener_end(index, last)
        first = index
        strip = 1
        if key == self.lexicon.to:
            if index + 1 >= last:
                return None
            first, strip = index + 1, 0
        text = view.text[view.starts[first] + strip : view.ends[end - 1]]
        head = self.head_at(index if first in view.opening else first)
        agency = head is not None and head[0].kind == "agency"
        row = resolve(text.strip('\u0640 "\u00ab\u00bb\u201c\u201d'))
        named = text.strip('\u0640 "\u00ab\u00bb\u201c\u201d')
        if self.is_own(row.key if row else "", named):
            return None, end
        for stop in range(end - 1, first, -1) if row is None else ():  # the source may follow at once
            shorter = view.text[view.starts[first] + strip : view.ends[stop - 1]].strip("\u0640")
            row = resolve(shorter)
            if row is None and (head is None or stop > first + 1) and self.is_own("", shorter):
                return None, stop
            if row is not None:
                named = shorter
                # its short name in brackets or marks, which open behind a blank, belongs to it
                short = view.gaps[stop][:1].isspace() and bool(view.gaps[stop].strip())
                end = end if short else stop
                break
        if row is not None and self.is_own(row.key, named):
            return None, end
        quoted = first in view.opening and strip == 0 and not self._headed_by(index)
        if row is None and not agency and not quoted:
            return (
                (None, end)
                if head is not None and head[0].clitic.endswith(self.lexicon.to) and head[0].kind == "group"
                else None
            )
        start = view.starts[first] + strip
        while view.text[start] == "\u0640":
            start += 1
        if strip and view.text[start] == self.lexicon.to and head is not None and head[0].definite:
            start += 1  # l + article: the name is given without both
        stop = self._span(first, end).end
        if view.text[stop - 1] in '\u00bb\u201d")' and not set(view.text[start : stop - 1]) & set('\u00ab\u201c"('):
            stop -= 1  # the mark before the name stays outside with the preposition
        span = Span(start, stop)
        rule = head[0].row if head is not None else "press-registry"
        gender = head[0].gender if head is not None else "f"
        return (
            Mention(first, end, span, "agency", gender, "s", head[0] if head else None, rule, row.key if row else ""),
            end,
        )

    def _talked(self, index: int) -> int:
        """Where a publisher may be named behind a preposition other than (to), 0 when none may: in a talk on X."""
        particles, keys = self.lexicon.particles, self.view.keys
        talked = index > 0 and keys[index] in particles["preposition"] and keys[index - 1] in particles["talk"]
        return self._aired(index) or (index + 1 if talked or keys[index] in particles["with"] else 0)

    def _aired(self, index: int) -> int:
        """Where a broadcaster or paper is named that something is said on, 0 when none is: on (the screen of) the
        channel X."""
        found = self.lexicon.adjuncts.at(self.view.words, index)
        return next((match.last - 1 for match in found if match.item[1] == "station"), 0)

    def _headed_by(self, index: int) -> bool:
        """Whether a body behind "to" is the one that the office right before heads: the executive director of."""
        described = index > 1 and self.lexicon.classes.get(self.view.keys[index - 1]) == "adjective"
        head = self.head_at(index - 2) if described and not self.view.gaps[index - 1] else None
        if index > 1 and head is None:  # an office of two words: the secretary general
            both = self.head_at(index - 2)
            head = both if both is not None and both[1] == index else None
        return head is not None and head[0].kind == "person"

    def _listener_end(self, index: int, last: int) -> int:
        """The word after the listener that starts here."""
        view = self.view
        at, named = index + 1, False
        if view.keys[index] == self.lexicon.to:
            at = max(index + 2, self.name_end(index + 1))
        while at < last:
            quoted = self.name_end(at)
            if quoted and named:
                break  # (told) the newspaper "X" the "plan" …
            if quoted:
                at, named = quoted, True
                continue
            gap = view.gaps[at].strip('"\u00ab\u00bb\u201c\u201d()[]')
            if gap == "." and view.starts[at] - view.ends[at - 1] == 1:
                at += 1
                continue
            if gap or self.adjunct_at(at) or at - index > 6:
                break
            if view.keys[at] in self.lexicon.standing:
                break
            at += 1
        return min(at, last)

    def carried(self, index: int, last: int) -> Mention | None:
        """The publisher that carried a document: (in a statement) that Reuters carried."""
        key, lexicon = self.view.keys[index], self.lexicon
        carried_by = lexicon.particles["carried-by"]
        if key[0] == lexicon.and_ and key not in carried_by:
            key = key[1:]  # that he gave and the television aired
        if key not in carried_by or index + 1 >= last:
            return None
        taken = self.view.keys[index + 1] in self.lexicon.from_pronouns or bool(self.adjunct_at(index + 1))
        first = index + 1 + taken  # (an interview) that was made with him by
        if first >= last:
            return None
        copy = (at for at in range(first + 1, last) if self.view.keys[at] in self.lexicon.particles["copy-of"])
        end = min(self._listener_end(first, last), next(copy, last))
        made = self.mention(first, end)
        if (
            made is None
            or made.kind != "agency"
            or self.is_own(made.press, self.view.text[made.span.start : made.span.end])
        ):
            return None
        return made

    def to_somebody(self, index: int) -> bool:
        """Whether a listener who is no publisher is named first: he told the festival's media centre."""
        head = self.head_at(index)
        return (
            head is not None
            and head[0].clitic.endswith(self.lexicon.to)
            and head[0].definite
            and head[0].kind in ("organisation", "group")
        )

    def _of_document(self, index: int) -> bool:
        """Whether a body behind "to" is the one that issued the document right before: a report of the agency."""
        for at in range(index - 1, max(-1, index - 4), -1):
            head = self.head_at(at)
            if head is not None:
                talk = self.view.keys[at] in self.lexicon.particles["talk"]
                return head[0].role in ("document", "paper") and not talk
            if self.view.gaps[at + 1] or self.view.keys[at] in self.lexicon.standing:
                return False
        return False
