"""How the page looks: a plain official theme, system fonts with Chinese ones first, nothing from the network.

Colours and fonts for Gradio's own components; all else is in page.css, ask.css and desk.css.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from assistant.ui.texts import viewer_texts

FONTS = ("PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", "WenQuanYi Micro Hei", "Jixiao Hei", "sans-serif")
_HERE = Path(__file__).parent


def theme() -> Any:
    import gradio as gr

    fonts = [gr.themes.Font(name) for name in FONTS]
    return gr.themes.Base(
        primary_hue=gr.themes.colors.blue,
        neutral_hue=gr.themes.colors.slate,
        radius_size=gr.themes.sizes.radius_sm,
        text_size=gr.themes.sizes.text_sm,
        spacing_size=gr.themes.sizes.spacing_sm,
        font=fonts,
        font_mono=fonts,
    ).set(
        body_background_fill="#f4f6f9",
        button_primary_background_fill="#1d4f91",
        button_primary_background_fill_hover="#173f74",
        button_primary_text_color="#ffffff",
        block_border_width="0px",
        input_border_color="#c4cdd9",
        input_border_color_focus="#1d4f91",
    )


def css() -> str:
    return "\n".join((_HERE / name).read_text(encoding="utf-8") for name in ("page.css", "ask.css", "desk.css"))


def head() -> str:
    """The page's own scripts, with the words they need."""
    script = "\n".join((_HERE / name).read_text(encoding="utf-8") for name in ("page.js", "ask.js", "desk.js", "labels.js"))
    texts = json.dumps(viewer_texts(), ensure_ascii=False).replace("</", "<\\/")
    return f"<script>const JIXIAO_TEXTS = {texts};\n{script}</script>"
