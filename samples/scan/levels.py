"""How strongly a page is worn, as data. A range is drawn from anew for every page; `replace` makes levels of one's own."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

from samples.scan.layer import Layer

Range = tuple[float, float]
NONE: Range = (0.0, 0.0)


@dataclass(frozen=True)
class Level:
    """Lengths in points, so that a level looks the same at every resolution."""

    name: str
    dpi: tuple[int, int] = (200, 200)  # across, down: fax machines see less of the height
    skew: Range = NONE  # degrees, to either side
    turns: tuple[int, ...] = (0,)  # quarters clockwise, one of them
    perspective: Range = NONE  # how far corners come in, as a share of the page
    around: tuple[int, ...] = (255,)  # grey of what lies beside the paper
    seals: tuple[int, int] = (0, 0)
    seal_strength: Range = (0.6, 0.9)  # a faded one covers little
    over_unit: float = 1.0  # chance that the first seal stands over the unit's name
    signature: float = 0.0  # chances from here
    page_number: float = 0.0
    watermark: float = 0.0
    holes: float = 0.0
    fold: float = 0.0
    border: float = 0.0
    digital: float = 0.0  # the page stays as it is
    gaps: Range = NONE  # breaks on 100 points of ruled line
    fade: Range = NONE  # share of the ink's darkness that is gone
    through: Range = NONE  # share of the back's ink that shows
    grey: Range = NONE  # of 255 levels that the paper is darker than white
    shade: Range = NONE  # share of light lost in the darkest corner
    warmth: Range = NONE  # share of blue that lamplight lacks
    blur: Range = NONE  # sigma
    noise: Range = NONE  # sigma, of 255 levels
    dots: Range = NONE  # of 1000 pixels
    dots_after_jpeg: bool = False
    jpeg: tuple[int, int] = (80, 92)
    ink: Literal["colour", "grey", "black"] = "colour"
    layers: tuple[Layer, ...] = ("none",)  # text of a PDF's page that is not what is printed, one of them


OFFICE = Level(
    "office", skew=(0.1, 0.8), seals=(1, 1), page_number=0.3, signature=0.2, grey=(4, 14), shade=(0.0, 0.06), blur=(0.0, 0.15), noise=(1, 4),
    dots=(0.2, 1.0), jpeg=(75, 90),
)  # fmt: skip
POOR = Level(
    "poor", dpi=(150, 150), skew=(0.5, 2.2), around=(255, 235, 90), seals=(0, 2), seal_strength=(0.35, 0.9), over_unit=0.6, signature=0.3, holes=0.3,
    border=0.3, gaps=(0.0, 0.6), fade=(0.0, 0.25), through=(0.0, 0.06), grey=(12, 40), shade=(0.03, 0.15), blur=(0.1, 0.3), noise=(4, 10),
    dots=(1.0, 4.0), jpeg=(45, 70),
)  # fmt: skip
PHONE = Level(
    "phone", dpi=(180, 180), skew=(0.0, 2.0), perspective=(0.01, 0.05), around=(60, 130, 225), seals=(0, 2), over_unit=0.6, signature=0.2, watermark=0.4,
    fold=0.4, grey=(15, 45), shade=(0.1, 0.35), warmth=(0.0, 0.12), blur=(0.1, 0.35), noise=(4, 9), dots=(0.0, 0.5), jpeg=(50, 80),
)  # fmt: skip
FAX = Level("fax", dpi=(200, 100), skew=(0.0, 0.8), seals=(0, 1), seal_strength=(0.3, 0.5), noise=(2, 8), dots=(0.2, 1.5), grey=(0, 10), ink="black", border=0.3)
BLACK = replace(FAX, name="black", dpi=(200, 200), skew=(0.2, 1.5), gaps=(0.0, 0.8), fade=(0.0, 0.2), blur=(0.05, 0.2))
FINE = replace(OFFICE, name="fine", dpi=(300, 300), skew=(0.0, 0.6), seals=(0, 2), over_unit=0.5, jpeg=(60, 95))
COARSE = Level("coarse", dpi=(100, 100), skew=(0.0, 1.0), seals=(0, 1), grey=(4, 20), shade=(0.0, 0.08), noise=(1, 4), dots=(0.0, 0.6), jpeg=(75, 92))
TURNED = replace(OFFICE, name="turned", turns=(1, 2, 3), skew=(0.0, 3.0), seals=(0, 1))
SEALED = replace(OFFICE, name="sealed", seals=(2, 4), over_unit=0.4, seal_strength=(0.25, 0.95), signature=0.8)
MIXED = replace(OFFICE, name="mixed", digital=0.5, turns=(0, 0, 0, 1), ink="grey")
LAYERED = replace(OFFICE, name="layered", layers=("latin", "number"))

LEVELS = {level.name: level for level in (OFFICE, POOR, PHONE, FAX, BLACK, FINE, COARSE, TURNED, SEALED, MIXED, LAYERED)}
