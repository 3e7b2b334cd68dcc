"""Generated histories: long sequences of small moves, held against small models of the article.

A half (:mod:`.catalogue`, :mod:`.analytics`) knows the moves and a model of what must be seen.
:mod:`.drawing` makes histories of them, :mod:`.playing` plays one against a connector,
:mod:`.shrinking` makes a broken one short, and :mod:`.search` says what came of it all.
"""
