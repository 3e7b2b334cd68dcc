"""A course that a vendor ships for demonstrations."""

from __future__ import annotations

import msgspec
import orjson

from reference_impl.percipio.catalog_reader import Page, PagingFacts

SAMPLE = {
    "id": "00000000-0000-4000-8000-00000000feed",
    "contentType": {"percipioType": "COURSE", "category": "COURSE", "displayLabel": "Course"},
    "localeCodes": ["en-US"],
    "localizedMetadata": [{"localeCode": "en-US", "title": "Welcome to Skillsoft"}],
    "lifecycle": {"status": "ACTIVE"},
    "link": "https://share.percipio.com/cd/welcome",
}
"""A course that a vendor ships for demonstrations."""


SAMPLE_PAGE = Page([msgspec.Raw(orjson.dumps(SAMPLE))], PagingFacts(), b"")
