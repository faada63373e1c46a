"""Measures both pairs by turns, and writes the table and target/figures.json. See benchmark/run --help."""
import argparse
import json
import statistics

import figures
import machine
from pairs import OURS, STRAIGHTFORWARD

options = argparse.ArgumentParser()
options.add_argument("--rounds", type=int, default=3)
options.add_argument("--seconds", type=int, default=20)
options.add_argument("--rate", type=int, default=100)
options = options.parse_args()

measured = {pair.name: [] for pair in (OURS, STRAIGHTFORWARD)}
with machine.Postgres() as postgres:
    floor = figures.floor(postgres, options.seconds)
    print(f"PostgreSQL alone: {floor:.0f} single-row commits a second, by pgbench on 64 connections", flush=True)
    for _ in range(options.rounds):
        for pair in (STRAIGHTFORWARD, OURS):
            measured[pair.name].append(figures.round_of(pair, postgres, options.rate, options.seconds))
            print(pair.name, {name: round(value, 1) for name, value in measured[pair.name][-1].items()}, flush=True)

(machine.TARGET / "figures.json").write_text(json.dumps({"floor": floor, **measured}, indent=1))
print("\n| figure | ours | straightforward | ratio of the medians |\n| --- | --- | --- | --- |")
for name in measured[OURS.name][0]:
    ours, other = ([round_[name] for round_ in rounds] for rounds in measured.values())
    middle = statistics.median(other)
    ratio = f"{statistics.median(ours) / middle:.2f}" if middle else ""
    cells = (f"{statistics.median(values):.1f} ({min(values):.1f} to {max(values):.1f})" for values in (ours, other))
    print(f"| {name} | {' | '.join(cells)} | {ratio} |")
