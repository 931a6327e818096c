"""Invented reports of the project's own, for its tests and for trying it out: typed content, printed in several layouts.

content -> layouts -> table -> one of the producers. Every unit, project and person is invented. The product never imports
this; it uses the product's records only, never its reading.
"""
