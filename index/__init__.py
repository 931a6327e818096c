"""Records kept and found: the store (the truth), full text and vectors (derived from it), files coming in.

Knows `extractors` and nothing above: no question, no chat, no page is shown from here.
"""
