"""Scans of invented reports: digital pages worn as scanners, copiers, fax machines and phones wear them, their truth known.

levels (how strong) -> place (where a point goes) -> marks (seals and pens on the paper) -> wear (ink, light, grain) -> page
(one page through all of it) -> layer (text on the picture that is not the page's) -> files (PDF, TIFF, PNG, and whole sets
with gold). Random numbers come from the seed alone. Knows nothing of how scans are read.
"""
