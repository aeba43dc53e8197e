"""The answer to a Chinese prompt: one plain sentence that lists what is in the picture, and what is not."""

from __future__ import annotations

from ..prompt.tongues import from_english
from ..scene import Scene
from .facts import Group, bare, groups
from .naming import noun_word

_STYLES = {
    "watercolor": "水彩画",
    "oil": "油画",
    "crayon": "蜡笔画",
    "pencil": "铅笔画",
    "ink": "水墨画",
    "comic": "漫画",
    "pixel": "像素画",
    "lowpoly": "低多边形画",
    "flat": "扁平插画",
    "lineart": "线稿",
    "paper": "剪纸画",
    "ukiyoe": "浮世绘",
    "photo": "写实画",
    "anime": "动漫画",
    "logo": "标志",
}
_PLACES = {
    "living_room": "房间里",
    "bedroom": "卧室里",
    "kitchen": "厨房里",
    "forest": "森林里",
    "meadow": "草地上",
    "beach": "海滩上",
    "sea": "海上",
    "lake": "湖边",
    "mountains": "山里",
    "underwater": "海底",
    "snow": "雪地上",
    "ice": "冰面上",
    "desert": "沙漠里",
    "park": "公园里",
    "garden": "花园里",
    "city": "城市里",
    "street": "街上",
    "farm": "农场上",
    "village": "村庄里",
    "space": "太空中",
    "moon": "月球上",
    "sky": "天空中",
    "jungle": "丛林里",
    "savanna": "草原上",
}
_TIMES = {"dawn": "清晨", "golden": "傍晚的金色阳光下", "sunset": "日落时分", "dusk": "黄昏", "night": "夜晚"}
_WEATHERS = {"rain": "下着雨", "snow": "下着雪", "fog": "有雾", "storm": "有暴风雨", "cloudy": "多云"}
BY = "由 Heliograph 的离线插画引擎绘制。"


def answer(scene: Scene) -> str:
    """What the picture shows, in Chinese as far as the dictionary goes."""
    style = _STYLES.get(scene.style, "插画")
    where = "" if bare(scene) else _TIMES.get(scene.time, "") + _PLACES.get(scene.setting, "")
    weather = "" if bare(scene) else _WEATHERS.get(scene.weather, "")
    things = "、".join(_called(group) for group in groups(scene))
    words = "、".join(f"「{lettering.text}」" for lettering in scene.lettering)
    parts = [where, weather, f"有{things}" if things else "", f"写着{words}" if words else ""]
    shown = ",".join(part for part in (where + parts[2] if things else where, *parts[1:2], parts[3]) if part)
    return "".join((f"画好了,这是一幅{style}", f":{shown}。" if shown else "。", _left_out(scene), BY))


def _called(group: Group) -> str:
    node = group.first
    known = from_english()
    noun, _ = noun_word(node)
    called = known.get(noun) or known.get(node.noun, noun)
    colour = known.get(node.attributes.get("colour", ""), "")
    told = f"{colour}的{called}" if colour and colour[0] not in called else called
    measure = "只" if group.living and group.category != "people" else "个"
    return f"{len(group.nodes)}{measure}{told}" if len(group.nodes) > 1 else told


def _left_out(scene: Scene) -> str:
    if not scene.omitted:
        return ""
    known = from_english()
    return f"没有画出:{'、'.join(known.get(noun, noun) for noun in scene.omitted)}。"
