"""Map Percipio's locale codes to 360Learning's language codes. Pure."""

from __future__ import annotations

from functools import lru_cache

# 360Learning API v2, bulk API, external course: the values of ``defaultLang``.
# fmt: off
LMS_LANGUAGES = frozenset({
    "bg", "cs", "da", "de", "el", "en", "es", "fi", "fr", "hr", "ht_HT", "hu", "id", "it", "ja",
    "kar_MM", "ko", "lt", "mh_MH", "nl", "nl_BE", "no", "pl", "pt", "ro", "ru", "rw_RW", "sk",
    "sl", "so_SO", "sv", "sw_KE", "th", "ti_ET", "tr", "uk", "zh", "am_ET", "bn", "bs", "ca",
    "cy", "en_CA", "en_GB", "es_AR", "es_MX", "et", "fr_CA", "gu", "he_IL", "hy", "kk", "km",
    "lo", "lv", "mi", "mn_MN", "mr", "ms", "my_MM", "nn_NO", "or", "pa", "pt_BR", "pt_MZ",
    "rn_BI", "si", "ta", "te", "tl_PH", "ur", "uz", "yo_NG", "zh_tw", "hi", "sr", "ar", "vi",
    "zh_HANT",
})
# fmt: on

_BY_LOWER_CASE = {code.lower(): code for code in LMS_LANGUAGES}

# Locales (RFC 5646) that map to a code neither as a whole nor by their base language.
_ALIASES = {
    "fil": "tl_PH",
    "he": "he_IL",
    "my": "my_MM",
    "nb": "no",
    "nn": "nn_NO",
    "sw": "sw_KE",
    "tl": "tl_PH",
    "zh_hk": "zh_HANT",
    "zh_mo": "zh_HANT",
}


@lru_cache(maxsize=1_024)
def language_of(locale: str) -> str | None:
    """360Learning's code for a Percipio locale: fr-FR is fr, pt-BR is pt_BR, zh-CN is zh.

    The region is kept if 360Learning supports it and dropped otherwise (A-LANGSET); None if
    it does not support the language.
    """
    subtags = locale.strip().lower().replace("-", "_").split("_")
    for length in range(len(subtags), 0, -1):
        candidate = "_".join(subtags[:length])
        code = _BY_LOWER_CASE.get(candidate) or _ALIASES.get(candidate)
        if code is not None:
            return code
    return None
