"""The floor: whose word a verb takes up that names nobody."""

from __future__ import annotations

import pytest

from tests.statements.reports import said

CARRIED = "نقلت صحيفة «الميناء» عن شهود قولهم إن النهر فاض ليلا. "


@pytest.mark.parametrize(
    ("text", "who"),
    [
        (CARRIED + "وأضافت أن المدارس أغلقت.", "صحيفة «الميناء»"),
        (CARRIED + "وأضافوا أن المدارس أغلقت.", "شهود"),
        ("قال المدير سامي العطار إن رئيسه أكد أن العمل انتهى. وأضاف أن الجسر سيفتح.", "المدير سامي العطار"),
        ("قال المدير سامي العطار لوكالة رويترز إن العمل انتهى. وأضاف أن الجسر سيفتح.", "المدير سامي العطار"),
        (
            "قال الملحق الثقافي إن المعرض ناجح. وزار الوزير رائف حمدان المشفى أمس. وقال إن الجرحى بخير.",
            "الوزير رائف حمدان",
        ),
        (
            "قال مدير المشفى سليم عيد إن الجرحى بخير. وزار الوزير رائف حمدان المشفى أمس. وأضاف أن الأطباء يعملون.",
            "مدير المشفى سليم عيد",
        ),
    ],
)
def test_the_last_voice_that_agrees_holds_the_floor(text: str, who: str) -> None:
    """A paper goes on by its gender, the main voice before those it quotes, the one told of before an older voice."""
    assert said(text)[-1].chain[-1] == who
