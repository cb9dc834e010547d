"""Classes that pages give to what is no part of an article: hidden, around it, before it."""

import re

__all__ = ["CONSENT_CLASS", "FURNITURE_CLASS", "HIDDEN_CLASS"]

HIDDEN_CLASS = re.compile(
    r"(?:^|[\s_-])(?:sr-only|visually-?hidden|screen-?reader(?:-text)?|rollover(?:-block)?|hover-?card"
    r"|tooltip|offscreen|assistive-text|print-only)(?:$|[\s_-])",
    re.IGNORECASE,
)
"""Classes of what a reader of the page does not see before pointing at it."""
_FURNITURE = (
    *(
        "print-(?:links|footer|source_url)",
        "postmetadata",
        "mw-editsection",
        "vjs",
        "poll",
        "recirc",
    ),
    *("post-?navigation", "nav-links", "pagenav", "kicker", "surtitre", "dachzeile", "eyebrow"),
    *("overline", "subscription-widget", "cta-caption", "comment_forbidden", "comment-respond"),
    "paywall-?(?:offer|modal|bar|wall|prompt|message|cta|barrier|overlay|login|teaser)",
    *("(?:image|photo|img|media|picture|wp)-?caption(?:-?text)?", "(?:photo|image)-?credit"),
    *("bildunterschrift", "pie-?(?:de-?)?foto", "author[\\w-]{0,20}bio(?:graphy)?", "author-?box"),
    *("viafoura", "disqus", "livefyre", "openweb", "spotim", "(?:fb|facebook)-comments"),
    "(?:article|post)-social",
    "(?:social|share)-(?:share|links|bar|buttons|tools|icons)",
    "newsletter-?(?:signup|box|form|promo|widget|teaser)",
    "related-?(?:posts?|articles?|stories|content|links|news|topics|box|items)",
    *("(?:inline|in-article)-related", "most-?(?:read|popular|viewed)", "latest-?news"),
)
FURNITURE_CLASS = re.compile(
    rf"(?:^|[\s_-])(?:{'|'.join(_FURNITURE)})(?:$|[\s_-])",
    re.IGNORECASE,
)
"""Classes of what is around an article: captions, kickers, how to go on, subscribe, answer."""
CONSENT_CLASS = re.compile(
    r"(?:^|[\s_-])(?:cookies?-?(?:banner|notice|wall|consent|bar|popup|policy|law|message)|consent"
    r"|cmp|gdpr|onetrust|didomi|qc-cmp2?|cookiebot|cybotcookiebotdialog|usercentrics|iubenda|truste"
    r"|sp_message|klaro|osano|borlabs)(?:$|[\s_-])",
    re.IGNORECASE,
)
"""Classes of what asks for consent to be tracked."""
