"""Pages of many layouts and languages, each with what belongs to its article and what does not.

All words are our own. `LAYOUTS` maps a name to a page; `told` are the article's lines in order, `around` are lines of
the page that are none of it. The lines of an article are written to look like furniture wherever articles do.
"""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from typing import NamedTuple


class Layout(NamedTuple):
    """A page, and what of it is the article."""

    html: str
    told: tuple[str, ...]
    around: tuple[str, ...]


EN = (
    "The harbour council voted on Tuesday to rebuild the eastern pier, which storms had closed twice since the spring.",
    "Work will begin in October and take eighteen months, the council's engineer, Marta Hollin, told the meeting.",
    "Fishing crews asked for a temporary landing stage, because the western basin is too shallow for their new boats.",
    "The town will borrow four million crowns for it and expects to pay the sum back from berth fees in nine years.",
    "Two members voted against the plan; they wanted a cheaper repair that would have kept the old timber piles.",
    "Hollin said the piles had been surveyed by divers in March and that a third of them could be pushed over by hand.",
)
FR = (
    "Le conseil du port a voté mardi la reconstruction de la jetée orientale, fermée deux fois par les tempêtes.",
    "Les travaux commenceront en octobre et dureront dix-huit mois, selon l'ingénieure de la ville.",
    "Les équipages réclament un quai provisoire, car le bassin de l'ouest est trop peu profond pour leurs bateaux.",
    "La commune empruntera quatre millions et compte rembourser la somme en neuf ans grâce aux droits de mouillage.",
)
DE = (
    "Der Hafenrat hat am Dienstag beschlossen, die östliche Mole neu zu bauen, die zweimal gesperrt werden musste.",
    "Die Arbeiten beginnen im Oktober und dauern achtzehn Monate, sagte die Ingenieurin der Stadt in der Sitzung.",
    "Die Fischer verlangen einen vorläufigen Anleger, weil das westliche Becken für ihre neuen Boote zu flach ist.",
    "Die Stadt leiht sich vier Millionen und will die Summe binnen neun Jahren aus den Liegegebühren zurückzahlen.",
)
RU = (
    "Портовый совет во вторник проголосовал за восстановление восточного причала, который дважды закрывали штормы.",
    "Работы начнутся в октябре и продлятся восемнадцать месяцев, сообщила на заседании инженер города.",
    "Рыбаки попросили временный причал, потому что западный бассейн слишком мелок для новых лодок.",
    "Город займёт четыре миллиона и рассчитывает вернуть эту сумму за девять лет из портовых сборов.",
)
AR = (
    "صوت مجلس الميناء يوم الثلاثاء على إعادة بناء الرصيف الشرقي الذي أغلقته العواصف مرتين منذ الربيع.",
    "وقالت مهندسة المجلس سلمى حداد إن العمل يبدأ في الشهر القادم ويستغرق ثمانية عشر شهرا.",
    "وطلب الصيادون مرسى مؤقتا لأن الحوض الغربي لا يتسع لقواربهم الجديدة في أيام الجزر.",
    "وتقترض البلدة أربعة ملايين لهذا الغرض وتتوقع سداد المبلغ خلال تسعة أعوام من رسوم الرسو.",
    "وعارض عضوان الخطة وطالبا بترميم أقل كلفة يبقي على الأعمدة الخشبية القديمة.",
)
FA = (
    "شورای بندر روز سه‌شنبه به بازسازی اسکله شرقی رأی داد که توفان‌ها از بهار دو بار آن را بسته بودند.",
    "مهندس شهر گفت کار از ماه آینده آغاز می‌شود و هجده ماه طول می‌کشد و هزینه آن از عوارض بندر پرداخت می‌شود.",
    "ماهیگیران اسکله‌ای موقت خواستند زیرا حوضچه غربی برای قایق‌های تازه آنها بسیار کم‌عمق است.",
    "شهر برای این کار چهار میلیون وام می‌گیرد و انتظار دارد آن را در نه سال بازپرداخت کند.",
)
NAV = ("Home", "World", "Sport", "Culture", "Weather", "Contact us")
FOOT = ("Copyright 2031 The Pierhead Gazette. All rights reserved.", "Privacy policy", "Terms of use")
TITLE = "Council votes to rebuild the eastern pier"


def _p(lines: Sequence[str]) -> str:
    return "".join(f"<p>{escape(line)}</p>" for line in lines)


def _ul(lines: Sequence[str], link: bool = False) -> str:
    entries = (f'<a href="/{n}">{escape(line)}</a>' if link else escape(line) for n, line in enumerate(lines))
    return "<ul>" + "".join(f"<li>{entry}</li>" for entry in entries) + "</ul>"


def page_of(
    body: str, told: Sequence[str], around: Sequence[str] = (), title: str = TITLE, lang: str = "en", bare: bool = False
) -> Layout:
    """A page round an article: a menu above and a footer below, unless `bare`."""
    shell = body
    if not bare:
        shell = f"<header><nav>{_ul(NAV, link=True)}</nav></header>{body}<footer>{_p(FOOT)}</footer>"
    html = (
        f'<!DOCTYPE html><html lang="{lang}"><head><meta charset="utf-8"><title>{escape(title)} - Pierhead Gazette'
        f"</title></head><body>{shell}</body></html>"
    )
    return Layout(html, tuple(told), (*around, *(() if bare else (*NAV, *FOOT))))


def _news(lines: Sequence[str], lang: str, title: str) -> Layout:
    article = f"<main><article><h1>{title}</h1>{_p(lines)}</article></main>"
    return page_of(article, lines, (), title, lang)


SUBHEADS = (
    "How the council came to choose the dearer of the two plans",
    "What the crews will do while the pier is closed",
    "Who pays for the landing stage in the end",
)
STEPS = (
    "Read the survey before the meeting and mark what is unclear",
    "Share the minutes with everyone who could not come",
    "Print two copies of the plan, one for the harbour office",
    "Search the archive for the report of the last repair",
)
FAKES = (  # sentences that begin as furniture does
    "Related studies by the coast guard came to the same result, and the council had them read out before the vote.",
    "Topics that the members left for the next meeting include the lighthouse, the slipway and the price of ice.",
    "Categories of boats that may land at night will be set by the harbour master, who has not named a day.",
    "Subscribe or not, members of the association keep their berths until the pier is open, its chair said.",
    "Copyright in the drawings stays with the engineer, the council was told, although the town has paid for them.",
    "Newsletter readers learned of the vote first, which some members called a breach of the rules of the house.",
    "Video of the divers at work was shown in the hall, and several people left before it was over.",
    "Apple's App Store and Google Play list four tide apps, none of which knows the depth of the western basin.",
    "Tags on the piles show which of them were driven before the war and which are younger than thirty years.",
    "By admin rules the vote has to be held twice, and the second time falls into the week of the regatta.",
    "See also what the northern ports have done, Hollin said, where concrete has stood for sixty years.",
    "Watch officers on the mole counted eleven boats that turned back in a single evening last week.",
)
RELATED = (
    "Ferry fares rise again from the first of May",
    "Lighthouse keeper retires after forty years on the rock",
    "Regatta moved because of the dredger",
)
TABLE = (("Berth", "Fee per night", "Depth at low tide"), ("North quay", "12", "3.4 m"), ("West basin", "9", "1.1 m"))
CODE = ("def tide(hour):", "    return 2.1 + 1.4 * cos(hour / 12.4 * tau)", "print(tide(6))")
LIVE = (
    ("12:40", "The meeting has begun with a minute's silence for the crew of the Anna, lost in the storm of March."),
    ("12:55", "Hollin shows the divers' pictures. A third of the piles, she says, could be pushed over by hand."),
    ("13:20", "The first of the two opponents speaks and asks why nobody wanted an offer from the boatyard."),
    ("13:45", "The vote: nine for the new pier, two against. The public in the gallery applauds for a long time."),
)
VERSE = (
    "The pier has gone to sea again",
    "With half its lamps alight",
    "And none will call it back to land",
    "Tonight",
)


def _table(rows: Sequence[Sequence[str]]) -> str:
    return "<table>" + "".join("<tr>" + "".join(f"<td>{c}</td>" for c in row) + "</tr>" for row in rows) + "</table>"


def _sections(lines: Sequence[str], heads: Sequence[str], level: str = "h2") -> tuple[str, list[str]]:
    """Paragraphs with a heading before every second one, as HTML and as lines."""
    html, told = "", []
    for number, line in enumerate(lines):
        if number and number % 2 == 0 and number // 2 <= len(heads):
            head = heads[number // 2 - 1]
            html += f"<{level}>{escape(head)}</{level}>"
            told.append(head)
        html += f"<p>{escape(line)}</p>"
        told.append(line)
    return html, told


def _layouts() -> dict[str, Layout]:
    heads, with_heads = _sections(EN, SUBHEADS)
    bold, _ = _sections(EN, SUBHEADS, "p")
    long, with_long = _sections((*EN, *FAKES), (*SUBHEADS, "Comments", "Related", "Video", "Topics", "Share"))
    return {
        "news-en": _news(EN, "en", TITLE),
        "news-fr": _news(FR, "fr", "Le port reconstruit sa jetée orientale"),
        "news-de": _news(DE, "de", "Der Hafen baut die östliche Mole neu"),
        "news-ru": _news(RU, "ru", "Совет восстановит восточный причал"),
        "news-ar": _news(AR, "ar", "المجلس يعيد بناء الرصيف الشرقي"),
        "news-fa": _news(FA, "fa", "شورا اسکله شرقی را بازسازی می‌کند"),
        "blog-subheads": page_of(f"<article><h1>{TITLE}</h1>{heads}</article>", with_heads),
        "blog-bold-heads": page_of(f"<article><h1>{TITLE}</h1>{bold}</article>", with_heads),
        "blog-odd-heads": page_of(f"<article><h1>{TITLE}</h1>{long}</article>", with_long),
        "false-friends": page_of(f"<article><h1>{TITLE}</h1>{_p((*FAKES, *EN))}</article>", (*FAKES, *EN)),
        "false-friends-short": page_of(f"<div class='post'>{_p(FAKES[4:8])}</div>", FAKES[4:8]),
        "how-to": page_of(
            f"<article>{_p(EN[:3])}<ol>{''.join(f'<li>{s}</li>' for s in STEPS)}</ol>{_p(EN[3:])}</article>",
            (*EN[:3], *STEPS, *EN[3:]),
        ),
        "list-of-lines": page_of(f"<article>{_p(EN[:2])}{_p(STEPS)}{_p(EN[2:])}</article>", (*EN[:2], *STEPS, *EN[2:])),
        "related-below": page_of(
            f"<article><h1>{TITLE}</h1>{_p(EN)}</article><section><h3>Related articles</h3>{_ul(RELATED, link=True)}"
            "</section>",
            EN,
            RELATED,
        ),
        "related-inside": page_of(
            f"<article>{_p(EN[:3])}<p>Read more: <a href='/1'>{RELATED[0]}</a></p>{_p(EN[3:])}</article>",
            EN,
            (RELATED[0],),
        ),
        "sign-up-inside": page_of(
            f"<article>{_p(EN[:3])}<div class='newsletter'><p>Sign up for our morning letter</p><form><input></form>"
            f"</div>{_p(EN[3:])}</article>",
            EN,
            ("Sign up for our morning letter",),
        ),
        "buttons-inside": page_of(
            f"<article><p>Share this</p><p>Facebook</p><p>Twitter</p>{_p(EN)}<p>Print</p></article>",
            EN,
            ("Share this", "Facebook", "Twitter", "Print"),
        ),
        "comments-below": page_of(
            f"<article>{_p(EN)}</article><div id='comments'><h3>2 Comments</h3><div class='comment'><p>I moored there "
            "for twenty years and never saw a diver.</p></div><div class='comment'><p>High time it was done.</p></div>"
            "</div>",
            EN,
            ("I moored there for twenty years and never saw a diver.", "High time it was done."),
        ),
        "side-column": page_of(
            f"<div class='row'><div class='content'>{_p(EN)}</div><aside><h4>Most read</h4>{_ul(RELATED, link=True)}"
            "</aside></div>",
            EN,
            RELATED,
        ),
        "table-fees": page_of(
            f"<article>{_p(EN[:3])}{_table(TABLE)}{_p(EN[3:])}</article>",
            (*EN[:3], *(cell for row in TABLE for cell in row), *EN[3:]),
        ),
        "docs-code": page_of(
            f"<main><h1>Reckoning tides</h1>{_p(EN[:2])}<h2>Comments</h2>{_p(EN[2:4])}<pre><code>{chr(10).join(CODE)}"
            f"</code></pre><h2>See also</h2>{_p(EN[4:])}</main>",
            (*EN[:2], "Comments", *EN[2:4], *CODE, "See also", *EN[4:]),
        ),
        "forum": page_of(
            "<div class='thread'>"
            + "".join(
                f"<div class='post'><span class='user'>user{n}</span><div class='message'><p>{line}</p></div></div>"
                for n, line in enumerate(EN)
            )
            + "</div>",
            EN,
        ),
        "questions": page_of(
            "<article>"
            + "".join(
                f"<h3>{q}</h3><p>{a}</p>"
                for q, a in zip(
                    ("Why was the pier closed at all?", "When does the work begin?", "What do the crews want?"),
                    EN[:3],
                    strict=True,
                )
            )
            + _p(EN[3:])
            + "</article>",
            (
                "Why was the pier closed at all?",
                EN[0],
                "When does the work begin?",
                EN[1],
                "What do the crews want?",
                *EN[2:],
            ),
        ),
        "interview": page_of(
            "<article>"
            + "".join(f"<p><b>{q}</b></p><p>{a}</p>" for q, a in zip(SUBHEADS, EN[:3], strict=True))
            + _p(EN[3:])
            + "</article>",
            (SUBHEADS[0], EN[0], SUBHEADS[1], EN[1], SUBHEADS[2], *EN[2:]),
        ),
        "live-blog": page_of(
            "<main><h1>The vote as it happened</h1>"
            + "".join(f"<article class='entry'><time>{when}</time><p>{line}</p></article>" for when, line in LIVE)
            + "</main>",
            [line for _, line in LIVE],
        ),
        "live-blog-heads": page_of(
            "<main>" + "".join(f"<h3>{when}</h3><p>{line}</p>" for when, line in LIVE) + "</main>",
            [word for entry in LIVE for word in entry],
        ),
        "gallery": page_of(
            "<article>"
            + _p(EN[:2])
            + "".join(
                f"<figure><img src='{n}.jpg'><figcaption>{c}</figcaption></figure>" for n, c in enumerate(RELATED)
            )
            + _p(EN[2:])
            + "</article>",
            EN,
        ),
        "verse": page_of(
            "<article>" + _p(EN[:3]) + "<p>" + "<br>".join(VERSE) + "</p>" + _p(EN[3:]) + "</article>",
            (*EN[:3], *VERSE, *EN[3:]),
        ),
        "quotes": page_of(
            f"<article>{_p(EN[:3])}<blockquote><p>{EN[5]}</p></blockquote>{_p(EN[3:5])}</article>",
            (*EN[:3], EN[5], *EN[3:5]),
        ),
        "shop": page_of(
            f"<div class='product'><h1>Mooring line, 20 m</h1><p class='price'>24.00</p><div class='description'>"
            f"{_p(EN[2:4])}{_ul(('Length 20 m', 'Takes 3.1 t', 'Floats'))}</div><button>Add to basket</button></div>",
            (*EN[2:4], "Length 20 m", "Takes 3.1 t", "Floats"),
            ("Add to basket",),
        ),
        "recipe": page_of(
            f"<article>{_p(EN[:1])}<h2>Ingredients</h2>{_ul(('200 g flour', '2 eggs', 'some salt'))}<h2>Method</h2>"
            f"<ol><li>{STEPS[0]}</li><li>{STEPS[2]}</li></ol>{_p(EN[1:3])}</article>",
            (EN[0], "Ingredients", "200 g flour", "2 eggs", "some salt", "Method", STEPS[0], STEPS[2], *EN[1:3]),
        ),
        "breaks-only": page_of(f"<div class='text'>{'<br><br>'.join(map(escape, EN))}</div>", EN),
        "old-tables": page_of(
            f"<table><tr><td>{_ul(NAV, link=True)}</td><td><font>{_p(EN)}</font></td></tr></table>", EN, bare=True
        ),
        "no-paragraphs": page_of("<div>" + "".join(f"<div>{escape(line)}</div>" for line in EN) + "</div>", EN),
        "licence-comment": Layout(
            "<!DOCTYPE html><html><head><title>Pier</title><!-- <rdf:RDF xmlns='http://web.resource.org/cc/'> -->"
            f"</head><body><div id='entry'>{_p(EN)}</div></body></html>",
            EN,
            (),
        ),
        "feed-shown": page_of(
            f"<article>{_p(EN[:4])}<pre>&lt;rss version='2.0'&gt;</pre>{_p(EN[4:])}</article>",
            (*EN[:4], "<rss version='2.0'>", *EN[4:]),
        ),
        "ar-related-inside": page_of(
            f"<article><h1>المجلس يعيد بناء الرصيف الشرقي</h1>{_p(AR[:2])}<p><a href='/1'>ارتفاع أجور العبارات للمرة "
            f"الثانية هذا العام</a></p>{_p(AR[2:])}</article>",
            AR,
            ("ارتفاع أجور العبارات للمرة الثانية هذا العام",),
            "المجلس يعيد بناء الرصيف الشرقي",
            "ar",
        ),
        "ar-subheads": page_of(
            f"<article><h1>المجلس يعيد بناء الرصيف الشرقي</h1>{_p(AR[:2])}<h2>من يدفع كلفة المرسى المؤقت في النهاية"
            f"</h2>{_p(AR[2:4])}<h2>التعليقات</h2>{_p(AR[4:])}</article>",
            (*AR[:2], "من يدفع كلفة المرسى المؤقت في النهاية", *AR[2:4], "التعليقات", *AR[4:]),
            (),
            "المجلس يعيد بناء الرصيف الشرقي",
            "ar",
        ),
        "ar-steps": page_of(
            f"<article>{_p(AR[:3])}{_ul(('مشاركة المحضر', 'طباعة نسختين من الخطة', 'البحث في الأرشيف'))}{_p(AR[3:])}"
            "</article>",
            (*AR[:3], "مشاركة المحضر", "طباعة نسختين من الخطة", "البحث في الأرشيف", *AR[3:]),
            (),
            "الميناء",
            "ar",
        ),
    }


LAYOUTS = _layouts()
