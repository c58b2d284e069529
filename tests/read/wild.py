"""Pages of kinds that templates of news do not cover: AMP, galleries, cookie walls, scores, <br>s, data only.

All words are our own, or those of `layouts` and `web`. `WILD` maps a name to a page, as in `layouts`.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from html import escape

from tests.read.layouts import FA, Layout
from tests.read.web import AR, EN, MENU, MENU_AR, OTHER, OTHER_AR, SAID, SAID_AR, TITLE, TITLE_AR

COOKIES = (
    "We and our 812 partners store and access information on your device, such as cookies, to show you what you like.",
    "You may change your choices at any time in our privacy centre.",
)
COOKIES_AR = (
    "نستخدم نحن وشركاؤنا ملفات تعريف الارتباط لعرض محتوى يناسبك وقياس أداء الموقع.",
    "يمكنك تغيير اختيارك في أي وقت من صفحة الخصوصية.",
)
CAPTIONS = (
    "Workers in the lower tube, four days after the flood",
    "The queue at the pass on Sunday evening",
    "New pumps on their way up the valley",
)
CAPTIONS_AR = (
    "عمال في المجرى السفلي بعد أربعة أيام من الفيضان",
    "الطابور عند الممر مساء الأحد",
    "المضخات الجديدة في طريقها إلى الوادي",
)
SCORES = (
    ("Upper Valley", "3", "1", "Lake Town"),
    ("Harbour", "0", "0", "Old Mill"),
    ("Pass Rangers", "2", "4", "City"),
)
UPDATES = (("14:05", EN[0]), ("14:32", EN[2]), ("15:10", EN[4]), ("15:47", EN[6]))
UPDATES_AR = (("14:05", AR[0]), ("14:32", AR[2]), ("15:10", AR[4]), ("15:47", AR[6]))
MIXED = (
    "أعلنت شركة TunnelTech أن نظام PumpGuard 3.0 سيعمل في النفق ابتداء من يونيو بكلفة 2.5 مليون دولار.",
    "وقال مديرها التنفيذي Hans Keller في مؤتمر عقد عبر Zoom إن التجارب جرت في ثلاثة أنفاق أخرى.",
    "ويعتمد النظام على مجسات من طراز QX-11 ترسل القراءات إلى خادم في العاصمة كل عشر ثوان.",
)
POSTS = (
    "Does anyone know whether the tunnel takes trailers again? The sign at the toll says no, the website says yes.",
    "I drove through yesterday with a caravan behind me and nobody stopped me, but that was before the rain.",
    "Trailers are fine up to three and a half tonnes, it says so on page two of the notice that hangs at the toll.",
)
WARES = (
    "The lamp gives 400 lumens for nine hours and charges from any socket in the car.",
    "Its magnet holds it to the bonnet while both hands are busy, and the hook turns all the way round.",
    "We have used it in the workshop for a winter and dropped it more often than we would like to admit.",
)


def _p(lines: Sequence[str]) -> str:
    return "".join(f"<p>{escape(line, quote=False)}</p>" for line in lines)


def _list(lines: Sequence[str], given: str = "") -> str:
    return (
        f"<ul{given}>"
        + "".join(f"<li><a href='/{n}'>{escape(line)}</a></li>" for n, line in enumerate(lines))
        + "</ul>"
    )


def _page(body: str, title: str = TITLE, lang: str = "en", head: str = "", menu: Sequence[str] = ()) -> str:
    way = "rtl" if lang in ("ar", "fa") else "ltr"
    bar = f"<header><nav>{_list(menu)}</nav></header>" if menu else ""
    return (
        f"<!DOCTYPE html><html lang='{lang}' dir='{way}'><head><meta charset='utf-8'><title>{title} - Passpost</title>"
        f"{head}</head><body>{bar}{body}<footer><p>© 2031 Passpost</p></footer></body></html>"
    )


Lines = Sequence[str]
Body = Callable[[Lines, Lines, Lines, Lines, Lines], str]
"""Makes a page's body of the lines of its article, other headlines, comments, captions and what asks for cookies."""


def _pair(name: str, body: Body, told: tuple[Lines, Lines], around: Lines = ()) -> dict[str, Layout]:
    """A page in English and the same in Arabic."""
    english = _page(body(EN, OTHER, SAID, CAPTIONS, COOKIES), TITLE, "en", "", MENU)
    arabic = _page(body(AR, OTHER_AR, SAID_AR, CAPTIONS_AR, COOKIES_AR), TITLE_AR, "ar", "", MENU_AR)
    return {
        f"{name}-en": Layout(english, tuple(told[0]), tuple(around)),
        f"{name}-ar": Layout(arabic, tuple(told[1]), tuple(around)),
    }


def _amp(text: Lines, other: Lines, said: Lines, captions: Lines, cookies: Lines) -> str:
    return (
        "<amp-sidebar id='s'><p>Menu</p></amp-sidebar><article class='amp-wp-article'>"
        f"<header><h1>{TITLE}</h1></header><div class='amp-wp-article-content'>{_p(text[:3])}"
        f"<amp-ad width='300'></amp-ad><amp-img src='a.jpg'></amp-img>{_p(text[3:])}</div></article>"
        f"<amp-list><ul>{''.join(f'<li>{one}</li>' for one in other)}</ul></amp-list>"
    )


def _cookie_wall(text: Lines, other: Lines, said: Lines, captions: Lines, cookies: Lines) -> str:
    wall = f"<div id='cmp' class='cookie-consent' role='dialog'>{_p(cookies)}<button>OK</button></div>"
    return f"{wall}<main><article><h1>{TITLE}</h1>{_p(text)}</article></main>"


def _paywall(text: Lines, other: Lines, said: Lines, captions: Lines, cookies: Lines) -> str:
    nag = (
        "<div class='paywall'><h3>Read on with a subscription</h3><p>From 1.99 a month, as long as you like.</p></div>"
    )
    story = f"<article><h1>{TITLE}</h1><div class='content'>{_p(text[:3])}</div>{nag}</article>"
    return f"{story}<aside>{_list(other)}</aside>"


def _gallery(text: Lines, other: Lines, said: Lines, captions: Lines, cookies: Lines) -> str:
    figures = "".join(
        f"<figure><img src='{n}.jpg'><figcaption>{one}</figcaption></figure>" for n, one in enumerate(captions)
    )
    return f"<article><h1>{TITLE}</h1>{_p(text[:3])}<div class='gallery'>{figures}</div>{_p(text[3:])}</article>"


def _comments_first(text: Lines, other: Lines, said: Lines, captions: Lines, cookies: Lines) -> str:
    comments = "".join(f"<li class='comment'><p>{one}</p></li>" for one in said)
    said_first = f"<div id='comments' class='comments'><ol class='comment-list'>{comments}</ol></div>"
    return f"{said_first}<article><h1>{TITLE}</h1>{_p(text)}</article>"


def _scroll(text: Lines, other: Lines, said: Lines, captions: Lines, cookies: Lines) -> str:
    teasers = "".join(
        f"<article class='teaser'><h2><a href='/{n}'>{one}</a></h2></article>" for n, one in enumerate(other)
    )
    story = f"<article class='story'><h1>{TITLE}</h1>{_p(text)}</article>"
    return f"<main>{story}<div class='infinite-scroll'>{teasers}</div></main>"


def _cloud(text: Lines, other: Lines, said: Lines, captions: Lines, cookies: Lines) -> str:
    tags = " ".join(
        f"<a rel='tag' style='font-size:{8 + n}pt' href='/t/{n}'>{word}</a>" for n, word in enumerate(text[0].split())
    )
    return (
        f"<div class='post'><h1>{TITLE}</h1><div class='entry'>{_p(text)}</div></div><div class='tagcloud'>{tags}</div>"
    )


def _breaks(text: Lines, other: Lines, said: Lines, captions: Lines, cookies: Lines) -> str:
    return f"<div id='story'><b>{TITLE}</b><br><br>{'<br><br>'.join(text)}<br></div><div>{_list(other)}</div>"


def _sections(text: Lines, other: Lines, said: Lines, captions: Lines, cookies: Lines) -> str:
    return (
        "<main><h1>"
        + TITLE
        + "</h1>"
        + "".join(f"<section>{one}</section>" for one in text)
        + f"</main><aside>{_list(other)}</aside>"
    )


def _cells(text: Lines, other: Lines, said: Lines, captions: Lines, cookies: Lines) -> str:
    rows = "".join(f"<tr><td>{one}</td></tr>" for one in text)
    return f"<table width='100%'><tr><td width='20%'>{_list(other)}</td><td><table>{rows}</table></td></tr></table>"


def _spans(text: Lines, other: Lines, said: Lines, captions: Lines, cookies: Lines) -> str:
    return "<div class='article-body'>" + "".join(f"<span class='par'>{one}</span><br/>" for one in text) + "</div>"


def _live(text: Lines, other: Lines, said: Lines, captions: Lines, cookies: Lines) -> str:
    log = UPDATES_AR if text is AR else UPDATES
    entries = "".join(f"<div class='live-entry'><time>{hour}</time><p>{one}</p></div>" for hour, one in log)
    return f"<main><h1>{TITLE}</h1><div class='live-blog'>{entries}</div></main><aside>{_list(other)}</aside>"


def _several(text: Lines, other: Lines, said: Lines, captions: Lines, cookies: Lines) -> str:
    halves = ((TITLE, text[:3]), (other[0], text[3:]))
    return "<main>" + "".join(f"<article><h2>{head}</h2>{_p(lines)}</article>" for head, lines in halves) + "</main>"


def _share_between(text: Lines, other: Lines, said: Lines, captions: Lines, cookies: Lines) -> str:
    share = "<div class='share'><a>Facebook</a><a>X</a><a>WhatsApp</a></div>"
    box = f"<div class='also'><a href='/1'>{other[1]}</a></div>"
    inside = f"{share}{_p(text[:2])}{box}{_p(text[2:5])}{share}{_p(text[5:])}"
    return f"<article><h1>{TITLE}</h1>{inside}{_list(other)}</article>"


def _scores() -> Layout:
    rows = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in SCORES)
    body = f"<article><h1>Sunday's results</h1>{_p(EN[:2])}<table class='scores'>{rows}</table>{_p(EN[2:4])}</article>"
    told = (*EN[:2], *(" | ".join(row) for row in SCORES), *EN[2:4])
    return Layout(_page(body, "Sunday's results", menu=MENU), told, MENU)


def _data_only() -> Layout:
    data = json.dumps({"@type": "NewsArticle", "headline": TITLE, "articleBody": "\n\n".join(EN)})
    body = "<div id='root'></div><noscript><p>Please allow scripts to read this page.</p></noscript>"
    return Layout(_page(body, head=f"<script type='application/ld+json'>{data}</script>"), EN, ())


def _data_only_ar() -> Layout:
    data = json.dumps(
        {"@context": "x", "@graph": [{"@type": ["NewsArticle"], "articleBody": "\n".join(AR)}]}, ensure_ascii=False
    )
    body = "<div id='__next'></div>"
    return Layout(_page(body, TITLE_AR, "ar", f"<script type='application/ld+json'>{data}</script>"), AR, ())


def _teaser_and_data() -> Layout:
    data = json.dumps({"@type": "NewsArticle", "headline": TITLE, "articleBody": "\n".join(EN)})
    body = f"<article><h1>{TITLE}</h1>{_p(EN[:1])}<p>Sign in to read on.</p></article>"
    return Layout(_page(body, head=f"<script type='application/ld+json'>{data}</script>", menu=MENU), EN, MENU)


def _posts() -> Layout:
    posts = "".join(
        f"<div class='post'><div class='author'>user{n}<br>Joined: 2029<br>Posts: {n * 7}</div>"
        f"<div class='message'>{one}</div></div>"
        for n, one in enumerate(POSTS, 1)
    )
    return Layout(_page(f"<h1>Trailers in the tunnel?</h1>{posts}", "Trailers in the tunnel?", menu=MENU), POSTS, MENU)


def _wares() -> Layout:
    body = (
        f"<div class='product'><h1>Workshop lamp</h1><div class='price'>39.00</div><button>Add to basket</button>"
        f"<div class='description'>{_p(WARES)}</div></div>"
        f"<div class='similar'>{_list(('Torch', 'Jack', 'Wheel brace'))}</div>"
    )
    return Layout(_page(body, "Workshop lamp", menu=MENU), WARES, MENU)


def _mixed() -> Layout:
    body = f"<article><h1>نظام جديد للمضخات</h1>{_p(MIXED)}{_p(AR[:2])}</article>"
    return Layout(_page(body, "نظام جديد للمضخات", "ar", menu=MENU_AR), (*MIXED, *AR[:2]), MENU_AR)


def _persian() -> Layout:
    return Layout(_page(f"<article>{'<br>'.join(FA)}</article>", "بندر", "fa"), FA, ())


_WHOLE = (EN, AR)
WILD: dict[str, Layout] = {
    **_pair("amp", _amp, _WHOLE),
    **_pair("cookie-wall", _cookie_wall, _WHOLE, (*COOKIES, *COOKIES_AR)),
    **_pair("paywall-stub", _paywall, (EN[:3], AR[:3])),
    **_pair("gallery", _gallery, ((*EN[:3], *CAPTIONS, *EN[3:]), (*AR[:3], *CAPTIONS_AR, *AR[3:]))),
    **_pair("comments-above", _comments_first, _WHOLE, (*SAID, *SAID_AR)),
    **_pair("infinite-scroll", _scroll, _WHOLE),
    **_pair("tag-cloud", _cloud, _WHOLE),
    **_pair("breaks", _breaks, _WHOLE),
    **_pair("sections", _sections, _WHOLE),
    **_pair("cells", _cells, _WHOLE),
    **_pair("spans", _spans, _WHOLE),
    **_pair("live", _live, (tuple(one for _, one in UPDATES), tuple(one for _, one in UPDATES_AR))),
    **_pair("several", _several, _WHOLE),
    **_pair("shares-between", _share_between, _WHOLE),
    "scores": _scores(),
    "data-only": _data_only(),
    "data-only-ar": _data_only_ar(),
    "teaser-and-data": _teaser_and_data(),
    "posts": _posts(),
    "wares": _wares(),
    "mixed-scripts": _mixed(),
    "persian-breaks": _persian(),
}
