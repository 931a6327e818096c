"""Settings: where they come from, and that each is documented."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from extractors.errors import InputError
from index.settings import Settings, load

DOCUMENT = Path(__file__).parent.parent / "docs" / "settings.md"


def documented() -> dict[str, str]:
    return dict(re.findall(r"^\| `(\w+)` \| (.*?) \|", DOCUMENT.read_text(encoding="utf-8"), re.MULTILINE))


def test_every_setting_is_documented_and_described() -> None:
    assert set(documented()) == set(Settings.model_fields)
    assert all(field.description for field in Settings.model_fields.values())


@pytest.mark.parametrize("name", [n for n, f in Settings.model_fields.items() if f.default_factory is None])
def test_documented_defaults_are_the_real_ones(name: str) -> None:
    default = Settings.model_fields[name].default
    shown = str(default).lower() if isinstance(default, bool) else str(default)
    assert documented()[name] == (f"`{shown}`" if shown else "empty")


def test_the_environment_goes_before_the_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "settings.toml").write_text("port = 8001\nworkers = 3\n")
    monkeypatch.setenv("JIXIAO_PORT", "8002")
    settings = load(tmp_path)
    assert (settings.port, settings.workers, settings.host, settings.home) == (8002, 3, "127.0.0.1", tmp_path)


def test_the_workspace_is_the_one_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("JIXIAO_HOME", str(tmp_path / "a"))
    assert load().home == tmp_path / "a"
    assert load(tmp_path / "b").home == tmp_path / "b"


@pytest.mark.parametrize(
    ("content", "says"), [("prot = 8001", "prot"), ("port = 'x'", "port"), ("port = 99999", "port"), ("port =", "TOML")]
)
def test_a_wrong_setting_is_named(tmp_path: Path, content: str, says: str) -> None:
    (tmp_path / "settings.toml").write_text(content)
    with pytest.raises(InputError, match=says):
        load(tmp_path)
