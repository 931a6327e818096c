"""Makes a second reader of figures from drawn and worn print; README.md says how the bundled one differs. Not part of the product.

Everything random comes from one generator and its seed. Needs torch, which the product does not.
"""

from __future__ import annotations

import argparse
import math
import random
import time
from pathlib import Path

import cv2
import numpy as np
import torch
from fontTools.ttLib import TTFont
from PIL import Image, ImageDraw, ImageFont
from torch import nn

SIGNS = "0123456789.,%‰-/≥≤=><~+()#"  # the last one stands for all else
HEIGHT, FINE, WIDEST = 32, 4, 420
FOLD = dict(zip("⩾⩽≧≦＝＞＜％—－–～，（）", "≥≤≥≤=><%---~,()", strict=True))
SIGN_OF = (
    ["≥"] * 8 + ["≤"] * 6 + ["=", "＝"] * 2 + list("><＞＜≧≦⩾⩽±~—") + ["不少于", "不超过", "大于等于", "约", "每亩"]
)
UNITS = ["%", "%", "%", "％", "‰", "次", "个", "人", "人次", "元", "万元", "亿元", "家", "场", "篇", "期", "份", "台", "套", "公里", "平方米", "亩", "万亩", "吨", "天", "个月", "年", "小时", "户", "所", "处", "件", "项", "辆", "批", "册", "名", "元/人", "元/平方米", "分", "分钟", "公顷", "立方米", "座", "条", "km", "个百分点", "起"]
LABELS = (
    ["一级指标", "年度指标值", "实际完成值", "分值", "得分", "产出指标", "数量指标", "项目名称", "主管部门", "年度资金总额", "执行率", "合计", "备注"]
)
HANZI = [bytes([a, b]).decode("gb2312") for a in range(0xB0, 0xD7) for b in range(0xA1, 0xFF)]


class Print:
    """Lines of print, worn: `sample` gives a picture as the reader sees it and its signs."""

    def __init__(self, fonts: list[str], seed: int) -> None:
        self.r = random.Random(seed)
        self.noise = np.random.default_rng(seed)
        self.fonts = [(p, int(n or 0)) for p, _, n in (f.partition(":") for f in fonts)]
        self.covers = [set(TTFont(p, fontNumber=n, lazy=True).getBestCmap()) for p, n in self.fonts]

    def number(self) -> str:
        r, x = self.r, self.r.random()
        if x < 0.35:
            return str(r.randint(0, r.choice([20, 100, 1000])))
        if x < 0.6:
            return f"{r.uniform(0, r.choice([10, 100, 1000, 20000])):.{r.choice([1, 2, 2, 4, 6])}f}"
        if x < 0.7:
            return f"{r.randint(1000, 99999999):,}" + r.choice(["", ".00"])
        return r.choice([str(r.randint(100, 9999999)), "100", "10", "5", "0", "1", "95", "50", "8"])

    def text(self) -> str:
        r, x = self.r, self.r.random()
        if x < 0.3:
            return r.choice(SIGN_OF) + self.number() + r.choice(UNITS)
        if x < 0.45:
            return r.choice(SIGN_OF) + self.number() + r.choice(["%", "%", "％", "‰", ""])
        if x < 0.7:
            return self.number() + r.choice(["", "%", "%", r.choice(UNITS)])
        if x < 0.82:
            return r.choice(
                [
                    *"5380176924/—-",
                    "10",
                    "15",
                    "100%",
                    "95%",
                    "1.9",
                    "4.8",
                    f"{r.randint(2015, 2030)}年{r.randint(1, 12)}月",
                ]
            )
        head = r.choice(LABELS) if r.random() < 0.3 else "".join(r.choices(HANZI, k=r.randint(1, 4)))
        return head + r.choice(["", self.number() + "".join(r.choices(HANZI, k=r.randint(0, 4)))])

    def sample(self) -> tuple[np.ndarray, str]:
        while True:
            text = self.text()
            drawn = self.drawn(text) if len(text) <= 16 and "一" not in text else None
            if drawn is not None and (line := as_seen(self.worn(*drawn))).shape[1] <= WIDEST:
                return line, "".join(m if (m := FOLD.get(c, c)) in SIGNS[:-1] else SIGNS[-1] for c in text)

    def drawn(self, text: str) -> tuple[np.ndarray, float, tuple[float, ...]] | None:
        """Black on white, its height in pixels and its box; None where no font has all its characters."""
        r = self.r
        size = r.choice([r.uniform(11.5, 15), r.uniform(12.5, 18), r.uniform(13, 24), r.uniform(18, 38)])
        able = [i for i, c in enumerate(self.covers) if all(ord(x) in c for x in text)]
        if not able:
            return None
        path, number = self.fonts[r.choice(able)]
        font = ImageFont.truetype(path, int(size * FINE), index=number)
        gap = r.choice([0, 0, 0, r.uniform(0, 0.12)]) * size * FINE
        wide = sum(font.getlength(c) + gap for c in text)
        page = Image.new("L", (int(wide + 2 * size * FINE), int(size * FINE * 2.6)), 255)
        pen, x, base = ImageDraw.Draw(page), size * FINE, int(size * FINE * 1.75)
        for c in text:
            pen.text((x, base), c, font=font, fill=0, anchor="ls")
            x += font.getlength(c) + gap
        black = np.asarray(page)
        columns = np.flatnonzero((black < 128).any(axis=0))
        if not len(columns):
            return None
        box = (columns[0], columns[-1] + 1, base - 0.86 * size * FINE, base + 0.14 * size * FINE)
        if r.random() < 0.3:  # a ruled line near by
            black = black.copy()
            y = int(
                box[2] - r.uniform(0.1, 0.5) * size * FINE
                if r.random() < 0.5
                else box[3] + r.uniform(0.1, 0.5) * size * FINE
            )
            cv2.line(black, (0, y), (black.shape[1], y), r.choice([0, 120, 200]), max(1, int(FINE * r.uniform(0.6, 2))))
        return black, size, tuple(v / FINE for v in box)

    def worn(self, black: np.ndarray, size: float, box: tuple[float, ...]) -> np.ndarray:
        """Small, leaning, blurred, pale, grainy, spotted, packed as JPEG, enlarged again and cut out loosely."""
        r, (high, wide) = self.r, black.shape
        turn = cv2.getRotationMatrix2D((wide / 2, high / 2), r.gauss(0, 0.25) if r.random() < 0.6 else 0, 1)
        page = cv2.warpAffine(black, turn, (wide, high), borderValue=255)
        page = cv2.resize(page, (max(wide // FINE, 8), max(high // FINE, 8)), interpolation=cv2.INTER_AREA).astype(
            np.float32
        )
        blur = r.choice([0, r.uniform(0.2, 0.5), r.uniform(0.4, 0.8), r.uniform(0.5, 0.85)]) * min(
            1.5, max(0.8, size / 16)
        )
        page = cv2.GaussianBlur(page, (0, 0), blur) if blur > 0.25 else page
        paper = r.uniform(170, 252)
        ink = min(r.choice([r.uniform(0, 60), r.uniform(20, 90), r.uniform(60, 130)]), paper - 70)
        page = ink + (paper - ink) * page / 255
        if r.random() < 0.5:
            page += np.linspace(r.uniform(-18, 18), r.uniform(-18, 18), page.shape[1], dtype=np.float32)
        if r.random() < 0.5:
            page += self.noise.standard_normal(page.shape) * r.uniform(2, 16)
        if r.random() < 0.35:
            page[self.noise.random(page.shape) < r.uniform(0.0003, 0.006)] = r.uniform(0, 60)
        out = np.clip(page, 0, 255).astype(np.uint8)
        if r.random() < 0.7:
            out = cv2.imdecode(cv2.imencode(".jpg", out, [cv2.IMWRITE_JPEG_QUALITY, r.randint(30, 92)])[1], 0)
        if r.random() < 0.1:
            out = cv2.threshold(out, 0, 255, cv2.THRESH_BINARY + cv2.THRESH_OTSU)[1]
        factor = r.uniform(1.1, 1.8) if r.random() < 0.5 else 1.0
        out = cv2.resize(out, None, fx=factor, fy=factor, interpolation=cv2.INTER_CUBIC)
        x0, x1, y0, y1 = (v * factor for v in box)
        up, down, left, right = (r.uniform(0.02, m) * size * factor for m in (0.32, 0.32, 0.7, 0.9))
        return out[max(int(y0 - up), 0) : int(y1 + down) + 1, max(int(x0 - left), 0) : int(x1 + right) + 1]


def as_seen(crop: np.ndarray) -> np.ndarray:
    """As extractors.scan.figures sees it: how dark beside the paper, one height."""
    depth = float(np.percentile(crop, 70)) - crop.astype(np.float32)
    depth = np.clip(depth / max(float(np.percentile(depth, 98)), 24.0), -0.5, 1.5)
    how = cv2.INTER_AREA if crop.shape[0] > HEIGHT else cv2.INTER_LINEAR
    return cv2.resize(depth, (max(round(crop.shape[1] * HEIGHT / crop.shape[0]), 12), HEIGHT), interpolation=how)


class Reader(nn.Module):
    """Six convolutions, one over the height, two along the line; 0.4 million weights, a step every four pixels."""

    def __init__(self) -> None:
        super().__init__()

        def layer(i: int, o: int, stride: tuple[int, int] = (1, 1)) -> nn.Sequential:
            return nn.Sequential(nn.Conv2d(i, o, 3, stride, 1, bias=False), nn.BatchNorm2d(o), nn.ReLU(inplace=True))

        self.strokes = nn.Sequential(
            layer(1, 24, (2, 1)), layer(24, 32), nn.MaxPool2d(2), layer(32, 64), layer(64, 64), nn.MaxPool2d(2),
            layer(64, 112), layer(112, 112),
        )  # fmt: skip
        self.column = nn.Sequential(nn.Conv2d(112, 144, (4, 1), bias=False), nn.BatchNorm2d(144), nn.ReLU(inplace=True))
        self.line = nn.Sequential(
            nn.Conv1d(144, 144, 5, padding=2, bias=False), nn.BatchNorm1d(144), nn.ReLU(inplace=True), nn.Dropout(0.1),
            nn.Conv1d(144, len(SIGNS) + 1, 1),
        )  # fmt: skip

    def forward(self, lines: torch.Tensor) -> torch.Tensor:
        return self.line(self.column(self.strokes(lines)).squeeze(2)).transpose(1, 2)


def batch(samples: list[tuple[np.ndarray, str]]) -> torch.Tensor:
    wide = -(-(max(x.shape[1] for x, _ in samples) + 3) // 4) * 4
    out = np.zeros((len(samples), 1, HEIGHT, wide), np.float32)
    for row, (x, _) in zip(out, samples, strict=True):
        row[0, :, : x.shape[1]] = x
    return torch.from_numpy(out)


def train(prints: Print, minutes: float) -> Reader:
    reader, begun, seen = Reader(), time.monotonic(), 0
    steps = torch.optim.AdamW(reader.parameters(), lr=2e-3, weight_decay=1e-4)
    while (share := (time.monotonic() - begun) / 60 / minutes) < 1:
        pool = sorted((prints.sample() for _ in range(256)), key=lambda s: s[0].shape[1])
        groups = [pool[i : i + 32] for i in range(0, len(pool), 32)]
        prints.r.shuffle(groups)
        for group in groups:
            for g in steps.param_groups:
                g["lr"] = 2e-3 * min(1, (seen + 32) / 3200) * (0.49 * (1 + math.cos(math.pi * min(share, 1))) + 0.02)
            likely = reader(batch(group)).log_softmax(-1).transpose(0, 1)
            wanted = torch.tensor([SIGNS.index(c) + 1 for _, y in group for c in y])
            lengths = torch.tensor([len(y) for _, y in group])
            loss = nn.functional.ctc_loss(
                likely, wanted, torch.full((len(group),), len(likely)), lengths, reduction="none", zero_infinity=True
            )
            each = loss / lengths.clamp(min=2)
            # What nobody could read must not lead the way.
            mean = (each * (1.5 / each.detach().clamp(min=1.5)) if seen > 20000 else each).mean()
            steps.zero_grad()
            mean.backward()
            nn.utils.clip_grad_norm_(reader.parameters(), 3.0)
            steps.step()
            seen += len(group)
        print(f"{share:.0%} {seen} lines, loss {float(mean):.3f}", flush=True)
    return reader.eval()


def export(reader: Reader, path: Path) -> None:
    whole = nn.Sequential(reader, nn.Softmax(-1)).eval()
    axes = {"lines": {0: "n", 3: "w"}, "signs": {0: "n", 1: "t"}}
    torch.onnx.export(
        whole, (torch.rand(2, 1, HEIGHT, 160),), str(path), input_names=["lines"], output_names=["signs"],
        dynamic_axes=axes, opset_version=17, dynamo=False,
    )  # fmt: skip


if __name__ == "__main__":
    said = argparse.ArgumentParser(description=__doc__)
    said.add_argument("fonts", nargs="+", help="font files, FILE:N for the Nth of a collection")
    said.add_argument("--minutes", type=float, default=25)
    said.add_argument("--seed", type=int, default=7)
    said.add_argument("--out", type=Path, required=True)
    options = said.parse_args()
    torch.manual_seed(options.seed)
    export(train(Print(options.fonts, options.seed), options.minutes), options.out)
