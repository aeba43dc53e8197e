"""Settings: what wins over what, and that nothing wrong passes in silence."""

from __future__ import annotations

from pathlib import Path

import pytest

from heliograph.settings import Settings, SettingsError, load


def toml(folder: Path, text: str) -> Path:
    file = folder / "house.toml"
    file.write_text(text, encoding="utf-8")
    return file


def test_defaults_stand_alone() -> None:
    assert load() == Settings()
    assert load().listen.host == "127.0.0.1"


def test_a_flag_beats_the_environment_which_beats_the_file(tmp_path: Path) -> None:
    file = toml(tmp_path, 'data = "a"\n[listen]\nport = 1\nhost = "0.0.0.0"\n[policy]\nrefuse = ["x"]\n')
    got = load(file, {"HELIOGRAPH_LISTEN_PORT": "2", "HELIOGRAPH_DATA": "b"}, {"listen.port": 3, "data": None})
    assert (got.data, got.listen.port, got.listen.host) == (Path("b"), 3, "0.0.0.0")
    assert got.policy.refuse == ("x",)


def test_the_environment_reads_lists_and_switches() -> None:
    got = load(environment={"HELIOGRAPH_POLICY_REFUSE": "a, b", "HELIOGRAPH_LOG_REQUESTS": "off"})
    assert got.policy.refuse == ("a", "b")
    assert got.log.requests is False


def test_variables_of_clients_are_left_alone() -> None:
    assert load(environment={"HELIOGRAPH_KEY": "x", "HELIOGRAPH_URL": "y", "OTHER": "z"}) == Settings()


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("lisen = 1", "Did you mean 'listen'"),
        ("[listen]\nprot = 1", "Did you mean 'port'"),
        ('[listen]\nport = "1"', "must be a whole number"),
        ("[listen]\nport = true", "must be a whole number"),
        ("[listen]\nport = -1", "must not be negative"),
        ("[listen]\nport = 70000", "from 0 to 65535"),
        ('[illustrator]\nmetadata = "lots"', "full, label-only, none"),
        ("listen = 1", "is a section"),
        ("[policy]\nrefuse = [1]", "list of texts"),
        ("data = 5", "must be a path"),
        ("= 5", "is no TOML"),
    ],
)
def test_a_wrong_file_is_an_error_that_names_it(tmp_path: Path, text: str, words: str) -> None:
    file = toml(tmp_path, text)
    with pytest.raises(SettingsError, match=words) as caught:
        load(file)
    assert str(file) in str(caught.value)


@pytest.mark.parametrize(("name", "value"), [("LISTEN_PORT", "x"), ("LOG_REQUESTS", "maybe")])
def test_a_wrong_variable_is_named(name: str, value: str) -> None:
    with pytest.raises(SettingsError, match=f"HELIOGRAPH_{name}"):
        load(environment={f"HELIOGRAPH_{name}": value})


def test_a_misspelt_variable_is_named() -> None:
    with pytest.raises(SettingsError, match="Did you mean 'HELIOGRAPH_LISTEN_PORT'"):
        load(environment={"HELIOGRAPH_LISTEN_PROT": "1"})


def test_a_missing_file_is_said(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="cannot be read"):
        load(tmp_path / "none.toml")
