"""360Learning API v2 over HTTP: one module for each subject, plus what they share.

``answers``, ``bodies``, ``filters``, ``paging`` and ``documents`` are shared; every other module
exports ``routes``.
"""
