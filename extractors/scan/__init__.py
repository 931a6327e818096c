"""A page image -> the same Page that a text layer gives: upright, its lines found, its words read.

Pixels end here: what comes out is in points of the upright page, with the way back to the page as it is shown.
"""
