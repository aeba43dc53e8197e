"""The documents of an instance say everything that is, and nothing that is not."""

from __future__ import annotations

import ast
import re
import tomllib
from dataclasses import fields
from pathlib import Path

from heliograph.catalogue.catalogue import Catalogue
from heliograph.cli.pictures import MODEL
from heliograph.domain import errors
from heliograph.domain.errors import GatewayError
from heliograph.engines.illustrator.rigs.registry import NOUNS
from heliograph.engines.illustrator.settings.registry import settings
from heliograph.settings import Settings, load

ROOT = Path(__file__).parent.parent
ILLUSTRATOR = ROOT / "src" / "heliograph" / "engines" / "illustrator"
DOCUMENTS = ROOT / "src" / "heliograph" / "studio" / "documents"


def document(name: str) -> str:
    return (DOCUMENTS / f"{name}.md").read_text(encoding="utf-8")


def anchors(text: str) -> set[str]:
    return {line.removeprefix("## ").strip() for line in text.splitlines() if line.startswith("## ")}


def errors_that_are() -> list[type[GatewayError]]:
    found = [value for value in vars(errors).values() if isinstance(value, type)]
    return [kind for kind in found if issubclass(kind, GatewayError)]


def test_every_error_has_its_place() -> None:
    assert {kind.status.lower() for kind in errors_that_are()} <= anchors(document("errors"))
    table = document("errors")
    for kind in errors_that_are():
        assert re.search(rf"^\| {kind.status} \|[^|]*\b{kind.http_status}\b", table, re.MULTILINE), kind


def test_every_link_of_an_error_leads_to_a_place() -> None:
    named = {
        keyword.value.value
        for path in (ROOT / "src").rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call)
        for keyword in node.keywords
        if keyword.arg == "docs" and isinstance(keyword.value, ast.Constant) and isinstance(keyword.value.value, str)
    }
    assert named, "no error links anywhere: the test looks in the wrong place"
    assert named <= anchors(document("errors"))


def test_the_settings_are_told_with_their_defaults(tmp_path: Path) -> None:
    (text,) = re.findall(r"```toml\n(.*?)```", document("settings"), re.DOTALL)
    file = tmp_path / "all.toml"
    file.write_text(text, encoding="utf-8")
    assert load(file) == Settings()
    sections = [field.name for field in fields(Settings) if field.name != "data"]
    assert sections == re.findall(r"^\[(\w+)\]$", text, re.MULTILINE)
    for section in sections:
        for name in getattr(Settings(), section).__dataclass_fields__:
            assert re.search(rf"^{name} = ", text, re.MULTILINE), f"{section}.{name}"


def test_the_command_line_uses_the_default_model() -> None:
    assert Catalogue.load().default("image").id == MODEL


def test_the_readme_boasts_of_nothing_that_is_not() -> None:
    text = " ".join((ROOT / "README.md").read_text(encoding="utf-8").split())
    found = re.search(r"over (\d+) nouns, (\d+) settings and (\d+) styles", text)
    assert found is not None
    styles = tomllib.loads((ILLUSTRATOR / "styles" / "styles.toml").read_text(encoding="utf-8"))
    assert len(NOUNS) >= int(found[1])
    assert len(settings()) >= int(found[2])
    assert len(styles) >= int(found[3])
