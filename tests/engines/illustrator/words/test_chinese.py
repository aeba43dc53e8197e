"""A Chinese prompt is answered in Chinese, truly."""

from __future__ import annotations

import pytest

from heliograph.engines.illustrator.prompt.parse import parse
from heliograph.engines.illustrator.words.answer import answer


@pytest.mark.parametrize(
    ("prompt", "parts"),
    [
        ("一只橘猫坐在红色沙发上,水彩画", ["水彩画", "橙色的猫", "红色的沙发", "房间里"]),
        ("夜晚的城市,下雪", ["夜晚", "城市里", "下着雪"]),
        ("三只企鹅在冰面上", ["3只企鹅", "冰面上"]),
        ("生成一张海报,写着「你好」,有一只猫", ["「你好」", "猫"]),
        ("一个小男孩和一只狗", ["没有画出:小男孩", "狗"]),
    ],
)
def test_what_is_in_the_picture_is_said(prompt: str, parts: list[str]) -> None:
    said = answer(parse(prompt), prompt)
    assert all(part in said for part in parts), said
    assert said.endswith("绘制。")
    assert "Here is" not in said
