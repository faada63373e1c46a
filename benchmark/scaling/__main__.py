"""Writes the tables of SCALING.md from benchmark/results and from what they are computed with. --check writes nothing, and
exits with 1 where the document says otherwise; costs or burst prints their tables alone, and burst --plot draws
results/burst.svg too."""
import argparse
import pathlib
import re
import sys

import burst
import capacity
import costs
from measured import RESULTS, ROOT

TABLES = {"counter": capacity.counter, "round trips": capacity.round_trips, "rates": capacity.at_rates,
          "costs": costs.per_million, "prices": costs.prices, "burst": burst.outcomes}

options = argparse.ArgumentParser(prog="benchmark/run", description=__doc__)
options.add_argument("what", choices=("scaling", "costs", "burst"), nargs="?", default="scaling")
options.add_argument("--check", action="store_true")
options.add_argument("--plot", action="store_true")
options.add_argument("--document", type=pathlib.Path, default=ROOT / "SCALING.md")
options = options.parse_args()


def text(table):
    return "\n".join(TABLES[table]())


def with_tables(document):
    """Each comment that names a table, and what follows it up to the next empty line."""
    named = set(re.findall(r"<!-- table: ([a-z ]+) -->", document))
    if named != set(TABLES):
        raise SystemExit(f"SCALING.md must have the tables {sorted(TABLES)}, but has {sorted(named)}")
    return re.sub(r"<!-- table: ([a-z ]+) -->\n(?:\|.*\n)*", lambda found: f"<!-- table: {found[1]} -->\n{text(found[1])}\n", document)


if options.what == "costs":
    print(text("costs"), text("prices"), sep="\n\n")
elif options.what == "burst":
    print(text("burst"))
    if options.plot:
        import plots  # With what the plots of the other figures need.
        plots.draw({name: burst.simulate(*bounds)[0] for name, bounds in burst.RUNS.items()}, RESULTS / "burst.svg")
else:
    document = options.document.read_text()
    tables = with_tables(document)
    if not options.check:
        options.document.write_text(tables)
    elif tables != document:
        differing = [line for line in tables.splitlines() if line not in document.splitlines()]
        sys.exit("SCALING.md is not what benchmark/results says; run benchmark/run scaling. It should have:\n" + "\n".join(differing))
