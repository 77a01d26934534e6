"""Notes that have broken report makers before."""

from __future__ import annotations

LONG = " ".join(f"Sentence {number} of a note that a team wrote during a long meeting." for number in range(160))
ARABIC = "قالت المديرة إن الخطة جاهزة للتنفيذ. الميزانية ٢٠٢٦ معتمدة."
HEBREW = "התוכנית מוכנה לביצוע בשנת 2026."
DEVANAGARI = "योजना तैयार है। शिक्षकों की सूची पूरी हुई।"
CHINESE = "这个计划已经准备好了"
YORUBA = "Ẹ̀kọ́ àti ìdàgbàsókè"
FAMILY = "\u200d".join("\U0001f468\U0001f469\U0001f467\U0001f466")
NASTY_NOTES = (
    f"Long: {LONG}",
    ARABIC,
    HEBREW,
    DEVANAGARI,
    f"Chinese: {CHINESE}. Japanese: かな. Korean: 한국어.",
    f"Emoji: \U0001f600 family {FAMILY}, flag \U0001f1fa\U0001f1f8, thumbs \U0001f44d\U0001f3fd",
    f"Yoruba: {YORUBA}. Combining: e\u0301 x\u030e\u0323 \u0301alone z\u0335\u0321\u034f\u030e",
    "Private use: \ue000 \uf8ff \U000f0000. Unassigned: \u0378 \U0003ffff",
    "Controls: a\x00b\x07c\x1bd\x7fe\x85f\u2028g\u2029h\ufeffi\ufffej\ud800k",
    "Markup: <script>alert(1)</script> & &amp; &#20013; {{ report }} {% now 'Y' %} \"quoted\"",
    "https://example.org/" + "a-very-long-address-without-any-space" * 12,
    "W" * 400,
    "one\n\ntwo\r\nthree\rfour\n" + "line\n" * 40,
    "Bidi: \u202eoverride\u202c \u2067isolate\u2069 \u200fmark",
    '=HYPERLINK("https://example.org")',
    " leading and trailing spaces \u00a0 \u3000 ",
    "Thai สวัสดี, Tamil தமிழ், Burmese မြန်မာ, Amharic አማርኛ, Khmer ខ្មែរ, Tibetan བོད་ཡིག",
)
