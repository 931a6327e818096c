"""Makes `extractors/scan/words.txt` from the word list of jieba (MIT licence): python training/words.py DICT.txt > words.txt

Words of two to four Chinese characters that are not rare, without names of persons, and single characters; one line for
each degree of commonness, the natural logarithm of the count in halves.
"""

from __future__ import annotations

import math
import sys
from collections import defaultdict
from pathlib import Path

LEAST = 20  # times that a word must stand in the texts that the list was counted in
LONGEST = 4
PERSONS = frozenset({"nr", "nrt", "nrfg"})
NOTICE = """\
# Words of modern Chinese by how common they are (degree = 2 ln(count)), made by training/words.py from jieba's dict.txt.
# jieba: Copyright (c) 2013 Sun Junyi. MIT License: permission is hereby granted, free of charge, to any person obtaining a
# copy of this software and associated documentation files, to deal in the Software without restriction, including without
# limitation the rights to use, copy, modify, merge, publish, distribute, sublicense, and/or sell copies of the Software,
# provided that this copyright notice and this permission notice are included in all copies or substantial portions of
# the Software. The Software is provided "as is", without warranty of any kind, express or implied."""


def main() -> None:
    degrees: defaultdict[int, list[str]] = defaultdict(list)
    for line in Path(sys.argv[1]).read_text(encoding="utf-8").splitlines():
        word, count, kind = line.split(" ")
        if len(word) > LONGEST or any(not "\u4e00" <= c <= "\u9fff" for c in word):
            continue
        if len(word) == 1 or (int(count) >= LEAST and kind not in PERSONS):
            degrees[round(2 * math.log(max(int(count), 1)))].append(word)
    print(NOTICE)
    for degree in sorted(degrees, reverse=True):
        print(degree, *sorted(degrees[degree]))


if __name__ == "__main__":
    main()
