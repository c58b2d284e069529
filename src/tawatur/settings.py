"""Every threshold, with its unit, the range swept, the data and the date. One section a stage."""

from __future__ import annotations

import msgspec


class Section(msgspec.Struct, frozen=True, kw_only=True):
    """What every section is: frozen, and its fields are the settings."""


class Reading(Section, frozen=True):
    """`read/`: from bytes to reports."""

    # Bytes. A page or one line of JSON Lines; the largest news page met is 3 MB, a 50 MB page must cost nothing else.
    page_bytes: int = 20_000_000
    # Tags inside tags. Pages of templates reach 60; at 10,000 the extractor takes a second, at 80,000 forty: its time
    # grows with the square of the depth (2026-11-20).
    page_depth: int = 3000
    # Tags of a page, and attributes of one tag, above which it is no report: the largest pages met have 25,000 tags;
    # 100,000 take the extractor 6 to 18 s and 0.1 to 0.5 GB, a tag with 200,000 attributes more than a minute of one
    # call that nothing can interrupt (2026-11-20, `python -m bench.reading`).
    page_tags: int = 200_000
    page_attributes: int = 5000
    # Seconds of processor time for one item, a page or a record or a whole feed or PDF: beyond it is dropped. The
    # slowest real page met takes 0.2 s, pages at the bounds above up to the limit.
    item_seconds: float = 20.0
    # Bytes. One JSON file, which is held in memory whole.
    json_bytes: int = 500_000_000
    # Bytes and files taken out of one ZIP or TAR, so that a bomb (42 kB that unpack to 4 PB) costs no more than this.
    archive_bytes: int = 4_000_000_000
    archive_members: int = 1_000_000
    # Share of characters. Up to here broken UTF-8 is UTF-8 with a few torn bytes, beyond it another encoding is tried:
    # windows-1256 read as UTF-8 breaks at nearly every letter (0.5 and more), torn crawls stay below 0.001.
    broken_share: float = 0.01
    # Share of characters nothing could be made of, above which a page is dropped rather than read as noise.
    unread_share: float = 0.1
    # A line is an outlet's furniture when it recurs in this many of its reports, and in this share of them.
    # Swept 2..10 and 0.0005..0.02 over SaudiNewsNet and ANT (19,358 reports), 2026-11-20: what the table of phrases
    # leaves there recurs up to three times (an author's address, an author's desk), and neither is furniture; from five
    # on nothing is left. Titles of other reports (61 lines) do not depend on it.
    recurs_reports: int = 5
    recurs_share: float = 0.002
    # Share of an outlet's reports for a line that may be a byline (at the top) or a sentence told again (with a stop).
    # Bylines reach 0.03 (the busiest reporter of 13 outlets), notices under opinion pieces 0.12.
    recurs_much: float = 0.05
    # Letters of the longest line learned from recurrence; longer ones that recur are paragraphs told again.
    recurs_letters: int = 160
    # Letters below which a text is in no language.
    language_letters: int = 12


class Collecting(Section, frozen=True):
    """`collect/`: feeds and the pages they name, fetched. Limits of courtesy and of safety, chosen and not swept."""

    page_bytes: int = 10_000_000  # bytes of one page or feed, unpacked; the largest news page met is 3 MB
    robots_bytes: int = 512_000  # bytes of a robots.txt that are looked at: what RFC 9309 asks for at least
    page_seconds: float = 30.0  # seconds for one request, from the connection to the last byte
    silent_seconds: float = 10.0  # seconds without a byte, or for finding a host's address
    delay_seconds: float = 2.0  # seconds between the end of one request to a host and the next; robots.txt may ask more
    delay_most_seconds: float = 60.0  # a host whose robots.txt asks for longer gives one page a round
    tries: int = 3  # requests for one page when the server fails, is busy or cuts it short
    back_off_seconds: float = 2.0  # seconds before the second try, doubled before each further one
    retry_after_most_seconds: float = 120.0  # a host that asks for longer is left alone until then, over rounds
    hops: int = 5  # redirects followed
    hosts: int = 8  # hosts asked at the same time; one host is asked one thing at a time
    host_pages: int = 200  # pages asked of one host in a round; the others wait for the next one
    host_failures: int = 9  # requests to a host that come to nothing in a row before it is left alone for the round
    round_seconds: float = 1800.0  # seconds after which what was not asked yet waits for the next round
    again_hours: float = 6.0  # hours after which a page that a feed still names is asked for again: was it changed?
    robots_hours: float = 24.0  # hours a robots.txt is kept to; RFC 9309 allows no longer
    forget_days: float = 30.0  # days after which a page that no feed named any more is forgotten


class Attribution(Section, frozen=True):
    """`statements/`: who said what."""

    # words after a weak cue in which its complementizer, colon or quote must begin; titles pile up between the two
    # (swept 8-32 on the 73 dev reports, 2026-11-20: detection moves by 0.003; long subjects elsewhere need 20 and more)
    cue_reach_words: int = 24
    # the same for verbs that report only at times (to write, to answer): further off the clause is another's
    cue_doubtful_reach_words: int = 14
    # words around a cue in which a look-alike's company is noticed, and a nominal cue's preposition must stand
    cue_near_words: int = 5
    # share of a report's words that its writer says of himself, outside quotations, from which it is a column
    # (not swept; with a first list of words 0.008 found 31 in 2,500 reports of the corpora, two or more of them news,
    # which a named lead now keeps, 2026-11-20)
    column_share: float = 0.008
    column_places: int = 4  # such words at least
    column_forms: int = 3  # different ones at least
    column_words: int = 120  # a report of fewer words is none


class Passages(Section, frozen=True):
    """`passages/`: shared text. Swept on SaudiNewsNet, 12,824 reports and 300 labelled pairs, 2026-11-20."""

    gram: int = 4  # words in a seed; 3 doubles the candidates and finds no pair more
    common: int = 40  # reports; a run of words that more have pairs neighbours only
    neighbours: int = 8  # reports on either side in time that a common run still pairs
    sample: int = 4  # one common run in so many is looked at
    seeds: int = 3  # shared runs of four words before a pair is aligned (six words in a row)
    edit: int = 8  # words; the shorter side of a difference that a passage may go on across
    gap: int = 24  # words; the longer side of such a difference (a clause dropped or put in)
    reach: int = 5  # words on either side looked at beyond an end for two that agree again
    words: int = 10  # shared words that make a passage; below, most are titles, names and phrases
    few_words: int = 6  # shared words that make one when they are much of a report
    much: float = 0.2  # share of the shorter report's words that is much
    rare: int = 2  # of its runs of four that few reports have
    common_words: int = 25  # shared words that make a passage though very many reports have them


class Stories(Section, frozen=True):
    """`stories/`: one event.

    Swept on 54 pools: the 20 labelled ones of SaudiNewsNet (299 pairs), 16 more drawn from it (182 pairs) and 18 drawn
    from ANT (207 pairs), 2026-11-20. The figures are F1 over all of them; the values stand in the middle of a plateau:
    with each alone moved to its neighbours F1 is .86 to .89, with all chosen on four fifths of the pools .84 on the
    last fifth. Weights of title, lead and body, and how far down is read, were swept on the first 20 pools alone.
    """

    title: float = 3.0  # weight of a word of the title; swept 2 to 4: F1 .79, .90, .87
    lead: float = 1.5  # of a word of the lead; 1 to 2: .82, .90, .88
    body: float = 1.0  # of a word below it
    head: int = 30  # words of the lead; 30 to 70: .90, .87 (45), .83
    deep: int = 90  # words of the text that are looked at: title and lead decide; 90 to 250: .90, .87 (120), .84 (160)
    rare: float = 0.0005  # share of reports that have a word of which nothing is known
    steady: float = 2000.0  # reports; how much the table of frequent words weighs against counting; 500: .87
    everywhere: float = 0.2  # share of reports; a word that more have says nothing of the event; .05: .84
    window: float = 4.0  # days between two reports that may still meet
    fade_after: float = 1.0  # days for which likeness does not fade; a follow-up comes within about two
    fade: float = 3.0  # days in which it then fades to 1/e; 2.5 to 3.5: .87 to .89
    alike: float = 0.08  # likeness below which two reports do not meet at all; .05 to .12 are alike
    join: float = 0.29  # average likeness from which two groups are one story; .27 to .31: .87 to .89, .23: .83
    handful: float = 0.3  # share of `join` that is enough in a handful; on our corpus .2 to .3: F1 1, .4: .99, .5: .83
    few: int = 60  # reports up to which a heap is a handful, which somebody put together because they belong together
    crowd: int = 3000  # reports from which all of `join` is asked for; between, it grows with their logarithm
    elsewhere: float = 0.4  # what is left of likeness when two reports name different towns; .3 to .5 alike, 1: .84
    another_day: float = 0.5  # what is left when they name weekdays, and none that both name; .4 to .6 alike, 1: .86
    dated: int = 40  # words of the text in which weekdays are looked for
    one_outlet: float = 0.5  # what is left of it when one outlet printed both, in different words; .4: .87, .6 alike
    one_day: float = 0.8  # days within which an outlet that prints two reports takes them for two pieces of news
    # earlier reports alike enough (`join`) to one that it follows the likeliest of them, whose group it is in, and none
    # that comes later is compared with it; the most told events of a week of 13 outlets reach 41, so none is cut there
    crowded: int = 32
    version: float = 0.5  # share of common text from which one outlet's two reports are versions of one
    rivals: float = 0.2  # what groups lose when every outlet of the smaller has both on one day; in a crowd; .5: .85
    copied: float = 0.35  # likeness of two reports that share all their text, however late; .3 to .4 alike
    related: float = 0.1  # average likeness from which two stories belong to one saga
    relatives: int = 8  # related stories named for one


class Lineage(Section, frozen=True):
    """`lineage/`: which report comes from which. Shares are of a report's letters, 0..1. 2026-11-20."""

    part: float = 0.2  # share of text that two reports must have in common to be tied
    copy: float = 0.8  # share from which a text counts as taken whole
    fuller: float = 1.25  # times longer a text must be to count as the fuller one
    sooner: float = 10.0  # minutes between two times of publication that tell who was first
    revision: float = 0.5  # share that two reports of one outlet have in common when one is the other's later version
    cited: float = 0.5  # share of a text that one agency is cited for when it counts as credited
    adds: float = 0.1  # share that a further parent must explain
    group: float = 0.5  # share that ties reports into a group with one common source
    outlets: int = 3  # outlets that must share a text before an unseen source is supposed
    holds: float = 0.9  # share of the common text that a parent of all would have to hold


class Claims(Section, frozen=True):
    """`claims/`: same assertion."""

    similarity: float = 0.27  # cosine of two clauses, 0..1; swept .18-.50 on nine events of two corpora, 2026-11-20
    deedless_similarity: float = 0.6  # the same where they share names and things only, no deed; swept .27-.6
    group_similarity: float = 0.12  # mean cosine of two groups of clauses of different reports; swept .10-.27, as above
    beside_similarity: float = 0.3  # the same where one report says both in different places; swept .25-.50, as above
    happening_discount: float = 0.5  # part of these that is asked of two happenings of one sort and place; swept 0-1
    figure_context: float = 0.15  # cosine of the clauses round two equal figures that are no toll; swept .05-.40
    claims_alone: int = 16  # claims of a story that one report tells alone, the most salient; swept 10-40 for speed
    least_features: int = 2  # content words a clause must have to assert anything
    bare_features: int = 3  # the same for a clause without a concept of the news, a day or a figure; swept 2-5
    cue_features: int = 4  # content words beside a cue, above which a clause says more than who says it
    blocking_width: int = 200  # clauses that may share a feature before it is too common to look others up by
    # A folder with static token embeddings, "" for none. What is in it counts too: when it changes, claims are new.
    model: str = ""
    # Cosine of the vectors of two clauses, 0..1, from which a model counts, and what a cosine of 1 adds to a likeness
    # of 0: so it alone joins from 0.92 on. Swept .4-.7 and .5-1 with vectors of words counted by us, 2026-11-20: lower
    # finds more pairs and joins more wrongly (docs/decisions/embeddings.md). No published model was at hand.
    model_least: float = 0.6
    model_weight: float = 0.75


class Relations(Section, frozen=True):
    """`relations/`: updates and conflicts."""

    figures_of_a_unit: int = 6  # numbers of one unit in a story, above which it is a table and nothing is compared
    # what the sentences round two tolls share, of the smaller, 0..1; swept 0-.4 on the events with gold and two unread
    # days (2026-11-20): of 27 tolls of two events set against each other at 0, 3 are left
    toll_likeness: float = 0.25
    figure_ratio: float = 5.0  # times one figure may be another that is no toll and still be of the same thing
    figure_likeness: float = 0.5  # what the sentences round two figures that are no toll share, of the smaller, 0..1
    scope_days: int = 2  # days two figures may name and still speak of one event
    length_likeness: float = 0.2  # what the sentences round two lengths of time share, of the smaller, 0..1
    deed_likeness: float = 0.3  # weighted cosine of a plan and the deed
    time_likeness: float = 0.4  # weighted cosine of two claims that name different parts of the day
    happening_likeness: float = 0.2  # the same of two claims that tell of one sort of incident; swept .1-.4
    stage_likeness: float = 0.5  # part of a claim of an end that the one of what ended says too; swept .3-.7
    denial_likeness: float = 0.36  # part of a negated claim that the claim it negates says too, 0..1
    width: int = 200  # claims that may share a feature before it is too common to look others up by


class Adding(Section, frozen=True):
    """`run/`: reports that come later, added one by one to a heap that was traced whole (docs/adding.md)."""

    least: int = 3000  # reports a heap must have: below, all of it is made again, and thresholds grow with it (`crowd`)
    stale: float = 0.1  # of the heap that may come after it was last traced whole; then all is made again
    chunk: int = 64  # reports added in one transaction
    web: int = 400  # reports tied by shared text that are traced again as one; of larger webs only those next to it


class Publishers(Section, frozen=True):
    """`press/`: outlets and agencies. Every stage that resolves names knows them."""

    # TOML files with a user's own rows; a row of theirs replaces ours of the same key. What is in them counts, not
    # their names: results are made again when it changes.
    files: tuple[str, ...] = ()


class Settings(Section, frozen=True):
    """All sections. A stage takes its own section as its last argument."""

    press: Publishers = Publishers()
    reading: Reading = Reading()
    collecting: Collecting = Collecting()
    attribution: Attribution = Attribution()
    passages: Passages = Passages()
    stories: Stories = Stories()
    lineage: Lineage = Lineage()
    claims: Claims = Claims()
    relations: Relations = Relations()
    adding: Adding = Adding()
