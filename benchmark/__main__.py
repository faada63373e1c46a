"""Measures both pairs by turns, and writes the table, the plots and target/figures.json. See benchmark/run --help."""
import argparse
import json
import statistics

import figures
import load
import machine
import plots
from pairs import OURS, OURS_AS_PLAIN_JARS, STRAIGHTFORWARD

options = argparse.ArgumentParser()
options.add_argument("--rounds", type=int, default=3)
options.add_argument("--seconds", type=int, default=figures.SECONDS)
options.add_argument("--warm-up", type=int, default=figures.WARM_UP)
options.add_argument("--messages", type=int, default=figures.MESSAGES)
options = options.parse_args()

PAIRS = (STRAIGHTFORWARD, OURS)
measured = {pair.name: [] for pair in (*PAIRS, OURS_AS_PLAIN_JARS)}
RESULTS = machine.TARGET / "figures.json"


def measure(pair, figure, *arguments):
    """Of this round of the pair."""
    found = figure(pair, postgres, *arguments)
    measured[pair.name][-1].update(found)
    print(pair.name, {name: round(value, 2) for name, value in found.items() if not isinstance(value, list)}, flush=True)
    RESULTS.write_text(json.dumps({"floor": floor, **measured}, indent=1))


with machine.Postgres() as postgres, machine.Aws():
    floor = figures.floor(postgres, options.seconds)
    print(f"PostgreSQL alone: {floor:.0f} single-row commits a second, by pgbench on 64 connections", flush=True)
    load.warm_up_aws()
    for _ in range(options.rounds):
        for pair in (*PAIRS, OURS_AS_PLAIN_JARS):
            measured[pair.name].append({})
            measure(pair, figures.start_up)
        for figure, pairs in ((figures.round_of, PAIRS), (figures.instances, (OURS,)), (figures.smallest_heap, PAIRS)):
            for pair in pairs:
                measure(pair, figure, options)


def cell(rounds, name):
    values = [round_[name] for round_ in rounds if name in round_]
    return f"{statistics.median(values):.4g} ({min(values):.4g} to {max(values):.4g})" if values else ""


def ratio(name, of, to):
    medians = [statistics.median(round_.get(name, 0) for round_ in measured[pair.name]) for pair in (of, to)]
    return f"{medians[0] / medians[1]:.2f}" if medians[1] else ""


print("\n| figure | ours | straightforward | ratio of the medians |\n| --- | --- | --- | --- |")
for name, value in measured[OURS.name][0].items():
    if not isinstance(value, list):
        print(f"| {name} | {cell(measured[OURS.name], name)} | {cell(measured[STRAIGHTFORWARD.name], name)} "
              f"| {ratio(name, OURS, STRAIGHTFORWARD)} |")
print("\n| figure | ours | beside | ratio |\n| --- | --- | --- | --- |")
for name in measured[OURS_AS_PLAIN_JARS.name][0]:
    print(f"| {name} | {cell(measured[OURS.name], name)} | {cell(measured[OURS_AS_PLAIN_JARS.name], name)} by `java -jar` "
          f"| {ratio(name, OURS, OURS_AS_PLAIN_JARS)} |")
posts = statistics.median(round_["POST a second"] for round_ in measured[OURS.name])
print(f"| POST a second | {posts:.0f} | {floor:.0f} commits of a row by pgbench | {posts / floor:.2f} |")
plots.draw(measured, machine.TARGET)
