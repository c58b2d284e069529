"""Pages as the systems and templates of the web write them: news, blogs, live pages, forums, shops, lists, broken HTML.

All words are our own. `WEB` maps a name to a page, as in `layouts`: `told` are the lines of its article, `around` the
lines that are none of it.
"""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from tests.read.layouts import Layout

EN = (
    "Engineers reopened the mountain tunnel on Monday morning, eleven weeks after a burst main flooded its lower tube.",
    "Traffic will be held to forty kilometres an hour until the new pumps have run under full load,.",
    "Lorries over twelve tonnes still have to take the pass, where the queue at noon was longer than three kilometres.",
    "“We would rather be slow for a month than closed for another year,” the manager, Ilse Brandt, told reporters.",
    "The repair cost nineteen million, six more than planned, because the old drainage plans turned out to be wrong.",
    "Shopkeepers in the upper valley say they lost a third of their income in the spring and want the canton to pay.",
    "A report on the cause of the flood is due in June; the office would not say whether the main had been inspected.",
)
AR = (
    "أعاد المهندسون فتح النفق الجبلي صباح الاثنين بعد أحد عشر أسبوعا من انفجار أنبوب أغرق مجراه السفلي بالمياه.",
    "وقال مكتب الطرق إن السرعة لن تتجاوز أربعين كيلومترا في الساعة إلى أن تنتهي تجربة المضخات الجديدة.",
    "وما زال على الشاحنات الثقيلة أن تسلك الممر العلوي حيث امتد الطابور ظهرا أكثر من ثلاثة كيلومترات.",
    "وقالت مديرة الموقع إلهام برهان للصحفيين: «نفضل أن نكون بطيئين شهرا على أن نغلق النفق عاما آخر».",
    "وبلغت كلفة الإصلاح تسعة عشر مليونا بزيادة ستة ملايين عن الخطة لأن خرائط الصرف القديمة كانت خاطئة.",
    "ويقول أصحاب المتاجر في الوادي العلوي إنهم خسروا ثلث دخلهم في الربيع ويطالبون الإقليم بالتعويض.",
    "ومن المقرر أن يصدر في يونيو تقرير عن سبب الفيضان، ولم يجب المكتب عن سؤال حول فحص الأنبوب.",
)
OTHER = (
    "Snow closes the northern pass for a third night",
    "Village votes on a second cable car",
    "Why the old drainage plans were never checked",
    "Ferry timetable changes on the first of June",
)
OTHER_AR = (
    "الثلوج تغلق الممر الشمالي لليلة الثالثة على التوالي",
    "قرية جبلية تصوت على عربة معلقة ثانية",
    "لماذا لم يراجع أحد خرائط الصرف القديمة",
    "تغيير مواعيد العبارات في مطلع يونيو المقبل",
)
MENU = ("Home", "Politics", "Business", "Sport", "Culture", "Weather", "Jobs", "Log in")
MENU_AR = ("الرئيسية", "سياسة", "اقتصاد", "رياضة", "ثقافة", "الطقس", "وظائف", "تسجيل الدخول")
TITLE, TITLE_AR = "Mountain tunnel reopens after eleven weeks", "إعادة فتح النفق الجبلي بعد أحد عشر أسبوعا"
SAID = (
    "My brother drives that road every day and he says the pumps were never tested at all.",
    "Nineteen million, and they still cannot draw a map of their own pipes.",
    "Thank you for reporting this when nobody else did.",
)
SAID_AR = (
    "أخي يسلك هذا الطريق كل يوم ويقول إن المضخات لم تجرب قط.",
    "تسعة عشر مليونا ولا يعرفون مكان أنابيبهم.",
    "شكرا لكم على هذا الخبر الذي لم ينشره أحد.",
)


def _p(lines: Sequence[str], given: str = "") -> str:
    return "".join(f"<p{given}>{escape(line, quote=False)}</p>\n" for line in lines)


def _links(lines: Sequence[str], wrap: str = "li") -> str:
    return "".join(f'<{wrap}><a href="/read/{n}">{escape(line)}</a></{wrap}>' for n, line in enumerate(lines))


def _page(body: str, told: Sequence[str], around: Sequence[str] = (), ar: bool = False, head: str = "") -> Layout:
    """A page with a menu above, a footer below and what publishers write into the head."""
    menu, title, site = (MENU_AR, TITLE_AR, "وادي نيوز") if ar else (MENU, TITLE, "Valley Courier")
    foot = "جميع الحقوق محفوظة © وادي نيوز 2031" if ar else "© 2031 Valley Courier. All rights reserved."
    html = (
        f'<!doctype html><html lang="{"ar" if ar else "en"}" dir="{"rtl" if ar else "ltr"}"><head><meta charset="utf8">'
        f"<title>{title} | {site}</title><meta property='og:title' content='{title}'>"
        f"<meta property='og:site_name' content='{site}'><meta name='viewport' content='width=device-width'>{head}"
        "<script>window.dataLayer = window.dataLayer || [];</script><style>.x{color:red}</style></head><body>"
        f'<div id="top"><nav class="main-menu"><ul>{_links(menu)}</ul></nav></div>{body}'
        f'<footer id="footer"><ul>{_links(menu[:4])}</ul><p>{foot}</p></footer></body></html>'
    )
    return Layout(html, tuple(told), (*around, *menu[1:], foot))


def _wordpress(ar: bool) -> Layout:
    lines, other, said = (AR, OTHER_AR, SAID_AR) if ar else (EN, OTHER, SAID)
    share = ("شارك هذا الموضوع:", "فيس بوك", "X") if ar else ("Share this:", "Facebook", "X")
    related, tags = ("مرتبط", "الوسوم: نفق، جبال") if ar else ("Related", "Tags: tunnel, mountains")
    reply = "اترك تعليقاً إلغاء الرد" if ar else "Leave a Reply Cancel reply"
    body = (
        "<div id='primary' class='content-area'><main id='main'><article id='post-71' class='post type-post hentry'>"
        f"<header class='entry-header'><h1 class='entry-title'>{TITLE_AR if ar else TITLE}</h1>"
        "<div class='entry-meta'><span class='posted-on'><time class='entry-date' datetime='2031-05-05T08:00:00+00:00'>"
        f"May 2031</time></span><span class='byline'>admin</span></div></header><div class='entry-content'>{_p(lines)}"
        f"<div class='sharedaddy sd-sharing-enabled'><h3 class='sd-title'>{share[0]}</h3><ul><li><a href='#'>{share[1]}"
        f"</a></li><li><a href='#'>{share[2]}</a></li></ul></div><div id='jp-relatedposts' class='jp-relatedposts'>"
        f"<h3 class='jp-relatedposts-headline'><em>{related}</em></h3>{_links(other[:3], 'p')}</div></div>"
        f"<footer class='entry-footer'>{tags}</footer></article><div id='comments' class='comments-area'>"
        + "".join(f"<li class='comment'><div class='comment-content'><p>{line}</p></div></li>" for line in said)
        + f"<div id='respond'><h3>{reply}</h3><form><textarea></textarea></form></div></div></main></div>"
        f"<aside id='secondary' class='widget-area'><section class='widget'><ul>{_links(other)}</ul></section></aside>"
    )
    return _page(body, lines, (*other, *said, reply), ar)


def _blogger(ar: bool) -> Layout:
    lines, other, said = (AR, OTHER_AR, SAID_AR) if ar else (EN, OTHER, SAID)
    body = (
        "<div class='blog-posts hfeed'><div class='post-outer'><div class='post hentry' itemscope>"
        f"<h3 class='post-title entry-title'>{TITLE_AR if ar else TITLE}</h3><div class='post-body entry-content'>"
        f"<div dir='auto' style='text-align: justify;'><span style='font-size: large;'>{'<br /><br />'.join(lines)}"
        "</span></div><div style='clear: both;'></div></div><div class='post-footer'><span class='post-labels'>"
        f"{'التسميات:' if ar else 'Labels:'} <a href='/l'>{'نفق' if ar else 'tunnel'}</a></span></div></div>"
        f"<div class='comments' id='comments'><h4>3 {'تعليقات' if ar else 'comments'}:</h4>{_p(said)}</div></div></div>"
        f"<div class='sidebar'><h2>{'أرشيف المدونة' if ar else 'Blog Archive'}</h2><ul>{_links(other)}</ul></div>"
    )
    return _page(body, lines, (*other, *said), ar)


def _amp(ar: bool) -> Layout:
    lines, other = (AR, OTHER_AR) if ar else (EN, OTHER)
    read = "اقرأ أيضا" if ar else "Read also"
    body = (
        f"<amp-sidebar id='s' layout='nodisplay'><ul>{_links(MENU_AR if ar else MENU)}</ul></amp-sidebar><article "
        f"class='amp-wp-article'><header><h1>{TITLE_AR if ar else TITLE}</h1></header><figure><amp-img src='a.jpg' "
        f"width='4' height='3'></amp-img></figure><div class='amp-wp-article-content'>{_p(lines[:3])}<amp-ad "
        f"width='300' height='250'></amp-ad><p><strong>{read}: <a href='/1'>{other[0]}</a></strong></p>{_p(lines[3:])}"
        "</div></article><amp-analytics></amp-analytics>"
    )
    return _page(body, lines, (other[0],), ar, "<script async src='https://cdn.ampproject.org/v0.js'></script>")


def _theme_ar() -> Layout:
    """A news theme in Arabic: a path, a stamp, buttons, counts, the author's box, tags, what came before and after."""
    body = (
        "<div class='container'><div class='breadcrumb'><a href='/'>الرئيسية</a> / <a href='/e'>اقتصاد</a></div>"
        f"<h1 class='single-title'>{TITLE_AR}</h1><div class='meta'>5 مايو 2031 - 10:20 <span>1240 مشاهدة</span></div>"
        "<div id='share'><a href='#'>فيسبوك</a> <a href='#'>تويتر</a> <a href='#'>واتساب</a></div><div class='entry'>"
        f"{_p(AR[:4])}<div class='in-related'><span>اقرأ أيضا</span><a href='/4'>{OTHER_AR[1]}</a></div>{_p(AR[4:])}"
        "<p>تابعوا وادي نيوز على تلغرام</p></div><div class='tags'><span>الوسوم</span> <a href='#'>نفق</a> "
        "<a href='#'>جبال</a></div><div class='author-box'><h4>سالم الوادي</h4><p>صحفي من الوادي العلوي.</p></div>"
        f"<div class='post-nav'><a href='/1'>{OTHER_AR[2]}</a><a href='/2'>{OTHER_AR[3]}</a></div>"
        f"<section class='related'><h3>أخبار ذات صلة</h3>{_links(OTHER_AR, 'h4')}</section></div>"
    )
    return _page(body, AR, (*OTHER_AR, "تابعوا وادي نيوز على تلغرام"), True)


def _asides(ar: bool) -> Layout:
    """Lines of the newsroom and of advertising between the paragraphs, each a paragraph of its own."""
    lines, other = (AR, OTHER_AR) if ar else (EN, OTHER)
    said = (
        ("إعلان", "اقرأ أيضا: " + other[0], "شاهد: " + other[1], "للاشتراك في نشرتنا البريدية اضغط هنا")
        if ar
        else (
            "Advertisement",
            "Read more: " + other[0],
            "Story continues below advertisement",
            "Sign up for our newsletter",
        )
    )
    middle = "".join(f"<p>{line}</p>\n<p>{aside}</p>\n" for line, aside in zip(lines, said, strict=False))
    body = f"<article><h1>{TITLE_AR if ar else TITLE}</h1>{middle}{_p(lines[len(said) :])}</article>"
    return _page(body, lines, said, ar)


def _live(ar: bool) -> Layout:
    lines = AR if ar else EN
    hours = [f"{9 + n}:{10 + 7 * n}" for n in range(len(lines))]
    data = ",".join(
        f'{{"@type":"BlogPosting","headline":"{line[:30]}","articleBody":"{line[:60]}"}}'.replace("“", "")
        for line in lines
    )
    head = f'<script type="application/ld+json">{{"@type":"LiveBlogPosting","liveBlogUpdate":[{data}]}}</script>'
    body = (
        f"<main><h1>{TITLE_AR if ar else TITLE}</h1><section class='live-feed'>"
        + "".join(
            f"<article class='live-entry' id='e{n}'><time datetime='2031-05-05T{hour}'>{hour}</time><div class='body'>"
            f"<p>{line}</p></div><button>{'شارك' if ar else 'Share'}</button></article>"
            for n, (hour, line) in enumerate(zip(hours, lines, strict=True))
        )
        + "</section></main>"
    )
    return _page(body, lines, (), ar, head)


def _paywall(ar: bool) -> Layout:
    lines, other = (AR, OTHER_AR) if ar else (EN, OTHER)
    stub = (
        ("هذا المقال للمشتركين فقط", "اشترك الآن لقراءة المقال كاملا", "لديك حساب؟ سجل الدخول")
        if ar
        else ("This article is for subscribers", "Subscribe now to continue reading", "Already a subscriber? Log in")
    )
    body = (
        f"<article class='premium'><h1>{TITLE_AR if ar else TITLE}</h1><div class='article-body'>{_p(lines[:2])}</div>"
        f"<div class='paywall'><h3>{stub[0]}</h3><p>{stub[1]}</p><p>{stub[2]}</p></div></article>"
        f"<section><h2>{'الأكثر قراءة' if ar else 'Most read'}</h2><ol>{_links(other)}</ol></section>"
    )
    return _page(body, lines[:2], (*stub, *other), ar)


def _tables(ar: bool) -> Layout:
    """A page laid out with tables in tables."""
    lines, other = (AR, OTHER_AR) if ar else (EN, OTHER)
    text = "<br><br>".join(lines)
    side = "".join(f"<tr><td class='s'><a href='/{n}'>{line}</a></td></tr>" for n, line in enumerate(other))
    body = (
        "<table width='980' cellpadding='0'><tr><td width='160' valign='top'><table>"
        f"{side}</table></td><td valign='top'><table width='100%'><tr><td><font size='5'><b>{TITLE_AR if ar else TITLE}"
        f"</b></font></td></tr><tr><td><font face='Arial' size='3'>{text}</font></td></tr></table></td></tr></table>"
    )
    return _page(body, lines, other, ar)


def _microdata(ar: bool) -> Layout:
    lines, other = (AR, OTHER_AR) if ar else (EN, OTHER)
    body = (
        "<div itemscope itemtype='https://schema.org/NewsArticle'><h1 itemprop='headline'>"
        f"{TITLE_AR if ar else TITLE}</h1><span itemprop='datePublished' content='2031-05-05T09:00:00Z'></span>"
        f"<span itemprop='author' itemscope><span itemprop='name'>I. Valley</span></span><div itemprop='articleBody'>"
        f"{_p(lines[:2])}<div class='box'><b>{'ذات صلة' if ar else 'Related'}</b><ul>{_links(other[:2])}</ul></div>"
        f"{_p(lines[2:])}</div></div>"
    )
    return _page(body, lines, other[:2], ar)


def _forum(ar: bool) -> Layout:
    lines, said = (AR, SAID_AR) if ar else (EN, SAID)
    posts = [" ".join(lines[:3]), *said, " ".join(lines[3:])]
    body = "<div id='posts'>" + "".join(
        f"<div class='postbit' id='post{n}'><div class='info'><a href='/u{n}'>user{n}</a> <span>{20 + n} posts</span>"
        f"</div><div class='postbody'><div class='content'><blockquote class='postcontent restore'>{text}</blockquote>"
        f"</div></div><div class='foot'><a href='#'>{'رد مع اقتباس' if ar else 'Reply With Quote'}</a></div></div>"
        for n, text in enumerate(posts)
    )
    return _page(body + "</div>", posts, ("Reply With Quote",), ar)


def _docs() -> Layout:
    code = "from tunnel import Pump\npump = Pump(tube=2)\npump.run(load=1.0)"
    note = "Run the pumps dry for no longer than four seconds, or the seals will fail."
    told = (*EN[:2], "Install", "pip install tunnel", "Usage", *code.split("\n"), note, "See also", *EN[2:4])
    body = (
        f"<div class='document'><div role='main'><section><h1>{TITLE}<a class='headerlink' href='#x'>¶</a></h1>"
        f"{_p(EN[:2])}<h2>Install</h2><div class='highlight'><pre>pip install tunnel</pre></div><h2>Usage</h2>"
        f"<div class='highlight'><pre>{code}</pre></div><div class='admonition'><p>{note}</p></div><h2>See also</h2>"
        f"{_p(EN[2:4])}</section></div></div><div class='sphinxsidebar'><h3>Table of Contents</h3><ul>"
        f"{_links(('Install', 'Usage', 'See also'))}</ul></div>"
    )
    return _page(body, told, ("Table of Contents",))


def _reference() -> Layout:
    terms = (("--load", EN[1]), ("--tube", EN[2]), ("--dry", EN[4]))
    body = (
        f"<main><h1>{TITLE}</h1>{_p(EN[:1])}<dl>"
        + "".join(f"<dt><code>{term}</code></dt><dd>{said}</dd>" for term, said in terms)
        + f"</dl><table><tr><th>Option</th><th>Default</th></tr><tr><td>--load</td><td>0.8</td></tr>"
        f"</table>{_p(EN[5:])}</main>"
    )
    told = (EN[0], *(word for term in terms for word in term), "Option", "Default", "--load", "0.8", *EN[5:])
    return _page(body, told)


def _product(ar: bool) -> Layout:
    lines, said = (AR, SAID_AR) if ar else (EN, SAID)
    button, reviews = ("أضف إلى السلة", "آراء المشترين") if ar else ("Add to cart", "Customer reviews")
    body = (
        f"<div class='product' itemscope itemtype='https://schema.org/Product'><h1>{'مضخة' if ar else 'Pump'} T-40</h1>"
        f"<span class='price'>149.00</span><button>{button}</button><div class='description'>{_p(lines[:3])}<ul>"
        f"<li>40 l/s</li><li>2.2 kW</li></ul></div><table class='specs'><tr><th>{'الوزن' if ar else 'Weight'}</th>"
        f"<td>31 kg</td></tr></table><h2>{reviews}</h2>{_p(said)}</div>"
    )
    return _page(body, (*lines[:3], "40 l/s", "2.2 kW"), (button,), ar)


def _headlines(ar: bool) -> Layout:
    """A front page: headlines and blurbs, no article."""
    lines, other = (AR, OTHER_AR) if ar else (EN, OTHER)
    body = "<main>" + "".join(
        f"<div class='card'><h2><a href='/{n}'>{head}</a></h2><p>{blurb[:70]}…</p></div>"
        for n, (head, blurb) in enumerate(zip(other, lines, strict=False))
    )
    return _page(body + "</main>", [f"{blurb[:70]}…" for blurb in lines[:4]], (), ar)


def _comments(ar: bool) -> Layout:
    lines, said = (AR, SAID_AR) if ar else (EN, SAID)
    many = [f"{line} {n}" for n in range(6) for line in said]
    body = (
        f"<article><h1>{TITLE_AR if ar else TITLE}</h1><div class='story'>{_p(lines)}</div></article><section "
        f"class='comments-list' id='comments'><h2>{'التعليقات (18)' if ar else 'Comments (18)'}</h2>"
        + "".join(f"<div class='comment'><b>user{n}</b><p>{line}</p></div>" for n, line in enumerate(many))
        + "</section>"
    )
    return _page(body, lines, many, ar)


def _boxes(ar: bool) -> Layout:
    """Boxes of other stories inside the text, in elements of their own."""
    lines, other = (AR, OTHER_AR) if ar else (EN, OTHER)
    head = "مواضيع ذات صلة" if ar else "More on this story"
    boxes = [
        f"<aside class='related-box'><h4>{head}</h4><ul>{_links(other[:2])}</ul></aside>",
        f"<div class='teaser'><a href='/x'><img src='a.jpg'><span>{other[2]}</span></a></div>",
        f"<figure><img src='b.jpg'><figcaption>{other[3]}</figcaption></figure>",
    ]
    inside = "".join(f"<p>{a}</p><p>{b}</p>{box}" for a, b, box in zip(lines[::2], lines[1::2], boxes, strict=False))
    body = f"<article><h1>{TITLE_AR if ar else TITLE}</h1><div class='text'>{inside}{_p(lines[6:])}</div></article>"
    return _page(body, lines, other[:3], ar)


def _broken(ar: bool, how: int) -> Layout:
    lines, other = (AR, OTHER_AR) if ar else (EN, OTHER)
    title = TITLE_AR if ar else TITLE
    bodies = (
        f"<div class=story><h1>{title}<p>" + "<p>".join(lines) + f"<div class=more><ul>{_links(other)}",
        f"</div></div><div id=article><h1>{title}</h2>" + "".join(f"<p><b>{x}</p></b>" for x in lines) + "</span></td>",
        "<body><body class='again'><div class='post'>" + "<br/>\n".join(lines) + "</div></body><p></html><div>",
    )
    return _page(bodies[how], lines, other if how == 0 else (), ar)


def _wiki(ar: bool) -> Layout:
    lines = AR if ar else EN
    heads = ("التاريخ", "الكلفة", "مراجع") if ar else ("History", "Cost", "References")
    edit = "[عدل]" if ar else "[edit]"
    body = (
        f"<div id='content' class='mw-body'><h1 id='heading'>{TITLE_AR if ar else TITLE}</h1><div id='bodyContent'>"
        f"<div id='mw-content-text'><table class='infobox'><tr><th>{'الطول' if ar else 'Length'}</th><td>9 km</td></tr>"
        f"</table>{_p(lines[:3])}<h2>{heads[0]} <span class='mw-editsection'>{edit}</span></h2>{_p(lines[3:5])}"
        f"<h2>{heads[1]} <span class='mw-editsection'>{edit}</span></h2>{_p(lines[5:])}<h2>{heads[2]}</h2><ol "
        f"class='references'><li>↑ Road office, report 14</li></ol></div></div></div>"
    )
    return _page(body, (*lines[:3], heads[0], *lines[3:5], heads[1], *lines[5:]), (edit,), ar)


def _release() -> Layout:
    about = "The road office keeps nine hundred kilometres of road and eleven tunnels in the upper cantons."
    told = ("VALLEY CITY, May 5, 2031 --", *EN, "About the road office", about)
    body = (
        f"<div><h1>{TITLE}</h1><p><b>VALLEY CITY, May 5, 2031 --</b></p>{_p(EN)}<p>###</p><h3>About the "
        f"road office</h3><p>{about}</p><p>Media contact: press@roads.example</p></div>"
    )
    return _page(body, told)


def _letter() -> Layout:
    """A newsletter's page: forms between the paragraphs, hearts and a name at the end."""
    form = "<div class='form'><p>Thanks for reading! Subscribe for free to receive new posts.</p><form></form></div>"
    body = (
        f"<article class='post'><h1>{TITLE}</h1><h3 class='subtitle'>{OTHER[2]}</h3><div class='meta'>5 May 2031</div>"
        f"<div class='body'>{_p(EN[:3])}{form}{_p(EN[3:])}</div><div class='post-ufi'>12 likes Share</div></article>"
    )
    return _page(body, EN, ("Thanks for reading! Subscribe for free to receive new posts.",))


def _interview_ar() -> Layout:
    asked = ("متى يفتح النفق كاملا؟", "من يدفع الكلفة؟", "ماذا عن أصحاب المتاجر؟")
    told = [AR[0]]
    body = f"<article><h1>{TITLE_AR}</h1><p>{AR[0]}</p>"
    for question, answer in zip(asked, AR[1:], strict=False):
        body += f"<p><strong>- {question}</strong></p><p>{answer}</p>"
        told += [f"- {question}", answer]
    return _page(body + _p(AR[4:]) + "</article>", (*told, *AR[4:]), (), True)


def _scores_ar() -> Layout:
    rows = (("الفريق", "لعب", "نقاط"), ("الوادي", "12", "30"), ("الممر", "12", "27"))
    table = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in rows)
    body = f"<article><h1>{TITLE_AR}</h1>{_p(AR[:4])}<table class='standings'>{table}</table>{_p(AR[4:])}</article>"
    return _page(body, (*AR[:4], *(cell for row in rows for cell in row), *AR[4:]), (), True)


def _longread() -> Layout:
    body = (
        f"<article><h1>{TITLE}</h1><p><span class='dropcap'>E</span>{EN[0][1:]}</p>{_p(EN[1:3])}<blockquote "
        f"class='pullquote'>{EN[3]}</blockquote>{_p(EN[3:5])}<h2>* * *</h2>{_p(EN[5:])}<hr><p><em>Ilse Moor is on "
        "roads.</em></p></article>"
    )
    return _page(body, EN)


def _video_ar() -> Layout:
    body = (
        f"<div class='video-page'><div class='player'><video></video></div><h1>{TITLE_AR}</h1><div class='description'>"
        f"<p>{AR[0]}</p><p>{AR[3]}</p></div><h3>شاهد أيضا</h3><div class='list'>{_links(OTHER_AR, 'div')}</div></div>"
    )
    return _page(body, (AR[0], AR[3]), OTHER_AR, True)


def _opinion_ar() -> Layout:
    body = (
        f"<article><h1>{TITLE_AR}</h1><div class='writer'><a href='/w'>نوال الجبلي</a></div><div class='article-text'>"
        f"{_p(AR)}<p>كاتبة من الوادي</p><p>المقالات المنشورة تعبر عن رأي كتابها ولا تعبر بالضرورة عن رأي الموقع</p>"
        "<p>المصدر: وادي نيوز</p><p>كلمات دلالية: نفق، جبال، طرق</p></div></article>"
    )
    gone = "المقالات المنشورة تعبر عن رأي كتابها ولا تعبر بالضرورة عن رأي الموقع"
    return _page(body, AR, (gone, "كلمات دلالية: نفق، جبال، طرق"), True)


def _drupal(ar: bool) -> Layout:
    lines, other = (AR, OTHER_AR) if ar else (EN, OTHER)
    given = " dir='rtl'" if ar else ""
    body = (
        "<div class='region region-content'><article class='node node--type-article'><div class='field "
        f"field--name-title'><h1>{TITLE_AR if ar else TITLE}</h1></div><div class='field field--name-body clearfix'>"
        f"{_p(lines, given)}</div><div class='field field--name-field-tags'><div>roads</div></div>"
        f"</article></div><div class='region'><div class='view-content'>{_links(other, 'div')}</div></div>"
    )
    return _page(body, lines, other, ar)


def _hydrated() -> Layout:
    """A page drawn by a script: its words stand in data and in a noscript element."""
    whole = " ".join(EN).replace('"', "")
    data = f'<script type="application/ld+json">{{"@type":"NewsArticle","name":"x","articleBody":"{whole}"}}</script>'
    return _page("<div id='__next'><div class='spinner'></div></div>", EN, (), False, data)


def _foreign(read: str, lines: Sequence[str], more: str) -> Layout:
    body = f"<article><h1>{TITLE}</h1>{_p(lines[:2])}<p>{read} : <a href='/1'>{more}</a></p>{_p(lines[2:])}</article>"
    return _page(body, lines, (f"{read} : {more}",))


def _briefs() -> Layout:
    """Several short stories on one page, each under a heading that could be a link's."""
    told: list[str] = []
    body = "<main>"
    for head, line in zip(OTHER, EN, strict=False):
        body += f"<h2>{head}</h2><p>{line}</p>"
        told += [head, line]
    return _page(body + "</main>", told)


def _list_of_steps() -> Layout:
    """Lines without a full stop that look like headlines of others, as lists and captions do."""
    steps = ("Close the valve on the upper tube first", "Watch the gauge until it stands at two bar",
             "Share the reading with the control room", "Follow us through the service door afterwards",
             "Print the log and sign it with the shift")  # fmt: skip
    body = (
        f"<article><h1>{TITLE}</h1>{_p(EN[:2])}<ol>{''.join(f'<li>{s}</li>' for s in steps)}</ol>{_p(EN[2:])}</article>"
    )
    return _page(body, (*EN[:2], *steps, *EN[2:]))


FR = (
    "Les ingénieurs ont rouvert lundi matin le tunnel de montagne, onze semaines après l'inondation du tube inférieur.",
    "Vitesse limitée à quarante kilomètres à l'heure tant que les nouvelles pompes n'auront pas été testées.",
    "Les poids lourds doivent encore passer par le col, où la file dépassait trois kilomètres à midi.",
    "La réparation a coûté dix-neuf millions, six de plus que prévu, car les vieux plans étaient faux.",
)
DE = (
    "Ingenieure haben den Bergtunnel am Montag wieder geöffnet, elf Wochen nach dem Rohrbruch in der unteren Röhre.",
    "Bis die neuen Pumpen unter voller Last geprüft sind, gilt Tempo vierzig, teilte das Strassenamt mit.",
    "Lastwagen über zwölf Tonnen müssen weiter über den Pass, wo die Schlange mittags drei Kilometer lang war.",
    "Die Reparatur kostete neunzehn Millionen, sechs mehr als geplant, weil die alten Pläne falsch waren.",
)


def _web() -> dict[str, Layout]:
    both = {
        "wordpress": _wordpress, "blogger": _blogger, "amp": _amp, "asides": _asides, "live": _live,
        "paywall": _paywall, "tables": _tables, "microdata": _microdata, "forum": _forum, "product": _product,
        "front-page": _headlines, "comments": _comments, "boxes": _boxes, "wiki": _wiki, "drupal": _drupal,
    }  # fmt: skip
    out = {f"{name}-{'ar' if ar else 'en'}": make(ar) for name, make in both.items() for ar in (False, True)}
    out.update({f"broken-{how}-{'ar' if ar else 'en'}": _broken(ar, how) for how in range(3) for ar in (False, True)})
    return out | {
        "theme-ar": _theme_ar(),
        "docs": _docs(),
        "reference": _reference(),
        "release": _release(),
        "letter": _letter(),
        "interview-ar": _interview_ar(),
        "scores-ar": _scores_ar(),
        "longread": _longread(),
        "video-ar": _video_ar(),
        "opinion-ar": _opinion_ar(),
        "hydrated": _hydrated(),
        "french": _foreign("Lire aussi", FR, "La commune vote une deuxième télécabine"),
        "german": _foreign("Lesen Sie auch", DE, "Das Dorf stimmt über eine zweite Seilbahn ab"),
        "briefs": _briefs(),
        "steps": _list_of_steps(),
    }


WEB = _web()
