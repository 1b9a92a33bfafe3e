"""`python -m benchmarks.quality`: runs systems over a set, scores what comes, compares runs."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from benchmarks.quality import injected, planted, table
from benchmarks.quality.environments import NotInstalled
from benchmarks.quality.process import ROOT
from benchmarks.quality.running import Setup, kept, run
from benchmarks.quality.scoring import Json, score, score_each
from benchmarks.quality.sets import ArticleSet, BadSet, load_set
from benchmarks.quality.systems import COMPETITORS, OURS

OWN = ROOT / "tests" / "quality" / "own.jsonl"
HELD = ROOT / "tests" / "quality" / "held.jsonl"
WEIGHTS = ROOT / "summarizer" / "ask" / "weights.py"
RESULTS = ROOT / "benchmarks" / "out"
STRINGS = Path(__file__).with_name("strings.jsonl")

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
    help="Measure the quality of summaries: ours, and those of other tools with the same model.",
)

SetOption = Annotated[
    Path, typer.Option("--set", metavar="FILE", help="Articles, a JSONL file; benchmarks/quality/sets.py says how.")
]
GoldOption = Annotated[
    Path | None,
    typer.Option(metavar="FILE", help="Gold; by default SET.gold.json(l) beside the set, or the set's own lines."),
]
CountOption = Annotated[
    int | None, typer.Option("--articles", "-n", min=1, help="Only so many articles, from the beginning of the set.")
]
ModelOption = Annotated[
    str, typer.Option("--model", "-m", metavar="NAME", help='Whom to ask; "local" is the embedded model.')
]
BaseUrlOption = Annotated[
    str | None, typer.Option(metavar="URL", help="An OpenAI-compatible server, up to /v1, that all systems ask.")
]
KeyOption = Annotated[
    str, typer.Option(envvar="OPENAI_API_KEY", metavar="KEY", help="The server's key.", show_default=False)
]
TimeoutOption = Annotated[
    float, typer.Option(metavar="SECONDS", help="What an article may take; a competitor is stopped then.")
]
OutOption = Annotated[
    Path | None, typer.Option("--out", "-o", metavar="FOLDER", help="Results; by default benchmarks/out/SET-MODEL.")
]
SystemOption = Annotated[
    list[str] | None,
    typer.Option("--system", "-s", metavar="NAME", help=f"One of {', '.join([OURS, *COMPETITORS])}; repeatable."),
]


@app.command(name="run")
def run_systems(
    set_path: SetOption = OWN,
    gold: GoldOption = None,
    systems: SystemOption = None,
    articles: CountOption = None,
    model: ModelOption = "local",
    base_url: BaseUrlOption = None,
    api_key: KeyOption = "none",
    timeout: TimeoutOption = 600.0,
    out: OutOption = None,
) -> None:
    r"""Summarise a set with each system, on one server, and print one table.

    Articles that are in the results already are not asked about again: delete the file to do so.

    \b
    python -m benchmarks.quality run
    python -m benchmarks.quality run --set news.jsonl --system summarizer --system langextract -n 10
    python -m benchmarks.quality run --model qwen3 --base-url http://localhost:8000/v1
    """
    chosen = _systems(systems) or [OURS, *COMPETITORS]
    articles_of_set = load_set(set_path, gold).first(articles)
    setup = Setup(model, base_url, api_key, timeout)
    folder = _folder(out, articles_of_set.name, model)
    found = {name: run(name, articles_of_set.articles, setup, folder / f"{name}.jsonl") for name in chosen}
    _print_scores(found, articles_of_set)
    print(f"\nresults: {folder}")


@app.command(name="score")
def score_files(
    results: Annotated[list[Path], typer.Argument(help="Files of summaries, one JSON object a line.")],
    set_path: SetOption = OWN,
    gold: GoldOption = None,
    present: Annotated[bool, typer.Option("--present", help="Only articles that all of the files have.")] = False,
) -> None:
    r"""Score summaries that are there already: results of `run`, or of `summarizer summarize --format jsonl`.

    \b
    python -m benchmarks.quality score benchmarks/out/own-local/*.jsonl
    python -m benchmarks.quality score summaries.jsonl --set news.jsonl
    """
    found = {_unique(path, results): kept(path) for path in results}
    articles = load_set(set_path, gold)
    _print_scores(found, _common(articles, list(found.values())) if present else articles)


@app.command()
def compare(
    before: Annotated[Path, typer.Argument(help="Summaries of one run.")],
    after: Annotated[Path, typer.Argument(help="Summaries of another run on the same set.")],
    set_path: SetOption = OWN,
    gold: GoldOption = None,
) -> None:
    r"""Show what changed between two runs: F1 of each figure, and which articles got better or worse.

    Only articles that both runs have count.

    \b
    python -m benchmarks.quality compare before.jsonl after.jsonl --set news.jsonl
    """
    runs = [kept(before), kept(after)]
    both = _common(load_set(set_path, gold), runs)
    print(table.differences(*(score_each(_summaries(each), both) for each in runs)))
    print(table.costs({"before": _runs(runs[0], both), "after": _runs(runs[1], both)}))


@app.command(name="planted")
def planted_facts(
    set_path: SetOption = OWN,
    gold: GoldOption = None,
    systems: SystemOption = None,
    articles: CountOption = 20,
    model: ModelOption = "local",
    base_url: BaseUrlOption = None,
    api_key: KeyOption = "none",
    timeout: TimeoutOption = 600.0,
    out: OutOption = None,
) -> None:
    r"""Change one sum or one party's name in each article: does the summary follow the text?

    \b
    python -m benchmarks.quality planted --set news.jsonl -n 20
    """
    changed = planted.plant(load_set(set_path, gold), articles)
    setup = Setup(model, base_url, api_key, timeout)
    folder = _folder(out, f"{set_path.stem}-planted", model)
    for name in _systems(systems) or [OURS]:
        lines = run(name, [each.article for each in changed], setup, folder / f"{name}.jsonl")
        print(planted.report(name, changed, _summaries(lines)))


@app.command(name="injected")
def injected_strings(
    set_path: SetOption = OWN,
    gold: GoldOption = None,
    strings: Annotated[
        Path, typer.Option(metavar="FILE", help='JSONL of {"id", "text", "gold": {"canary": [words] or null}}.')
    ] = STRINGS,
    systems: SystemOption = None,
    articles: CountOption = None,
    count: Annotated[int, typer.Option(min=1, help="How many strings are planted, one in an article each.")] = 20,
    model: ModelOption = "local",
    base_url: BaseUrlOption = None,
    api_key: KeyOption = "none",
    timeout: TimeoutOption = 600.0,
    out: OutOption = None,
) -> None:
    r"""Plant instructions in articles: does anything but the article get into the summary?

    \b
    python -m benchmarks.quality injected --count 9
    python -m benchmarks.quality injected --set news.jsonl --strings injections.jsonl
    """
    clean = load_set(set_path, gold).first(articles)
    planted_in = injected.inject(clean, injected.load_strings(strings), count)
    setup = Setup(model, base_url, api_key, timeout)
    for name in _systems(systems) or [OURS]:
        before = run(name, clean.articles, setup, _folder(out, clean.name, model) / f"{name}.jsonl")
        folder = _folder(out, f"{clean.name}-injected", model)
        after = run(name, [each.article for each in planted_in], setup, folder / f"{name}.jsonl")
        print(injected.report(name, clean, planted_in, _summaries(before), _summaries(after)))


@app.command(name="fit")
def fit_weights(
    sets: Annotated[
        list[Path] | None, typer.Option("--set", metavar="FILE", help="Annotated articles; repeatable.")
    ] = None,
    out: Annotated[Path, typer.Option("--out", "-o", metavar="FILE", help="The module of weights.")] = WEIGHTS,
) -> None:
    r"""Fit the weights of criticisms, answers, parties and goods to annotated articles. Needs scikit-learn.

    The embedded model reads each article, 45 s each. Afterwards record the cassettes anew.

    \b
    pip install scikit-learn
    python -m benchmarks.quality fit
    """
    try:
        from benchmarks.quality import fitting
    except ModuleNotFoundError as error:
        raise NotInstalled("Weights are fitted by scikit-learn: pip install scikit-learn") from error
    weights = fitting.fit(fitting.read([load_set(path) for path in sets or [OWN, HELD]]))
    fitting.write(weights, out)
    for name, fitted in weights.items():
        print(f"{name.lower():9} P {fitted.precision:.2f}  R {fitted.recall:.2f}  F1 {fitted.f1:.2f}")


def _systems(names: list[str] | None) -> list[str]:
    for name in names or []:
        if name not in (OURS, *COMPETITORS):
            raise typer.BadParameter(f"no system {name!r}", param_hint="--system")
    return names or []


def _folder(out: Path | None, name: str, model: str) -> Path:
    """Where results go: a folder for each set, and for each model where the user has not chosen the place."""
    return RESULTS / f"{name}-{model.replace('/', '-')}" if out is None else out / name


def _common(articles: ArticleSet, runs: list[dict[str, Json]]) -> ArticleSet:
    """The articles that all runs have."""
    common = tuple(each for each in articles.articles if all(each.id in run for run in runs))
    if not common:
        raise BadSet(f"No article of the set {articles.name} is in all of the files.")
    return ArticleSet(articles.name, common, articles.kind)


def _unique(path: Path, among: list[Path]) -> str:
    """A short name for a file: its own, or with its folder's where two have the same."""
    return path.stem if [each.stem for each in among].count(path.stem) == 1 else f"{path.parent.name}/{path.stem}"


def _summaries(lines: dict[str, Json]) -> dict[str, Json]:
    return {key: line for key, line in lines.items() if line.get("article")}


def _runs(lines: dict[str, Json], articles: ArticleSet) -> list[Json]:
    return [lines[each.id]["run"] for each in articles.articles if "run" in lines.get(each.id, {})]


def _print_scores(found: dict[str, dict[str, Json]], articles: ArticleSet) -> None:
    figures = {name: score(_summaries(lines), articles) for name, lines in found.items()}
    print(f"{articles.name}: {len(articles.articles)} articles\n")
    print(table.scores(figures))
    print(table.costs({name: _runs(lines, articles) for name, lines in found.items()}))


def main() -> None:
    """The command."""
    try:
        app()
    except (BadSet, NotInstalled, OSError) as error:
        sys.exit(str(error))


if __name__ == "__main__":
    main()
