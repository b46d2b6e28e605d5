"""Results as Markdown and as JSON."""

import json
import os
import platform
from pathlib import Path

from rows import OURS, time_text


def machine():
    with open("/proc/cpuinfo") as file:
        models = [line.split(":", 1)[1].strip() for line in file if line.startswith("model name")]
    return f"{os.cpu_count()} x {models[0] if models else platform.machine()}, Linux {platform.release()}"


def _result(result):
    few = f" ({result['runs']} runs)" if result["runs"] < 3 else ""
    return f"{time_text(result['seconds'])}{few}, {result['peak_megabytes']:.0f} MB"


def _ratio(row, name):
    ratio = row["ratios"][name]
    return f"{ratio:.2f}x {name}" if name == row["limit"] or ratio > 1 else f"{1 / ratio:.1f} times as fast as {name}"


def outcome(row):
    """One line: what was reached beside the others, and what was not."""
    parts = [_ratio(row, name) for name in row["ratios"]]
    if row["note"]:
        parts.append(row["note"])
    if row["missed"]:
        parts.append("**missed: " + "; ".join(row["missed"]) + "**")
    if row["not_measured"]:
        parts.append("not measured: " + "; ".join(row["not_measured"]))
    if row["goals"] and not row["missed"] and not row["not_measured"]:
        parts.append("reached")
    return ", ".join(parts)


def _table(heads, lines):
    return "\n".join("| " + " | ".join(cells) + " |" for cells in [heads, ["---"] * len(heads), *lines])


def _misses(rows):
    missed = [row for row in rows if row["missed"]]
    if not missed:
        return "None of those that were measured."
    return "\n".join(f"* {row['job']}: {', '.join(row['missed'])}. {_why(row)}" for row in missed)


def _why(row):
    parts = [row["explained"]] if row["explained"] else []
    if row["by_files"]:
        parts.append("Explained only with the shell's time to read a file for each revision: "
                     f"{', '.join(row['by_files'])}.")
    if row["not_explained"]:
        parts.append(f"Not explained by the engine's own time: {', '.join(row['not_explained'])}.")
    return " ".join(parts)


def _about(results):
    lines = [f"{results['machine']}; databases in {results['databases']}.", ", ".join(results["versions"]) + "."]
    if results["smaller"]:
        lines.append(f"Smaller sizes and fewer runs ({results['smaller'].strip()}).")
    lines += [f"Not measured: {peer} ({reason})." for peer, reason in results["missing"].items()]
    lines += [f"Failed: {failure}" for failure in results["failures"]]
    return "\n".join(f"* {line}" for line in lines)


def markdown(results):
    rows = results["rows"]
    table = _table(
        ["job", "dbtool", "others", "goal", "outcome"],
        [[row["job"], _result(row["results"][OURS]),
          "; ".join(f"{name} {_result(result)}" for name, result in row["results"].items() if name != OURS),
          ", ".join(row["goals"]), outcome(row)] for row in rows])
    return f"""# Benchmark of {results['date']}

{_about(results)}

Medians of the wall time, and peak memory (a server's is not counted). How it is measured: bench/README.md.

{table}

## Goals that are missed

{_misses(rows)}

Where the time goes: bench/profiles.md.
"""


def short_table(results):
    """The table of README: of some rows, and of all that miss a goal, what the limit took, the ratio and the goal."""

    def cells(row):
        limit = row["limit"] or next(iter(row["ratios"]), None)
        theirs = f"{limit} {time_text(row['results'][limit]['seconds'])}" if limit else ""
        reached = "no" if row["missed"] else "not measured" if row["not_measured"] else "yes"
        return [row["job"], time_text(row["results"][OURS]["seconds"]), theirs, _ratio(row, limit) if limit else "",
                ", ".join(row["goals"]), reached]

    table = _table(["job", "dbtool", "beside", "ratio", "goal", "reached"],
                   [cells(row) for row in results["rows"] if row["short"] or row["missed"]])
    with_goals = [row for row in results["rows"] if row["goals"]]
    missed = sum(bool(row["missed"]) for row in with_goals)
    return (f"{table}\n\nJobs that miss a goal: {missed} of {len(with_goals)}. "
            f"Measured on {results['date']}: {results['machine']}.\n")


def save(results, folder):
    folder = Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "results.md").write_text(markdown(results))
    (folder / "results.json").write_text(json.dumps(results, indent=1, ensure_ascii=False) + "\n")
