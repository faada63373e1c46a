"""What benchmark/results says: the figures that all else here is computed from."""
import json
import pathlib
import re
import statistics

ROOT = pathlib.Path(__file__).resolve().parents[2]
RESULTS = ROOT / "benchmark/results"
EXAMPLES = ROOT / "contract/examples"


def figure(name):
    """Of our services: the median of the rounds."""
    return statistics.median(round_[name] for round_ in json.loads((RESULTS / "figures.json").read_text())["ours"])


LIMITS = (RESULTS / "limits.txt").read_text()


def limit(name):
    """A number that results/limits.txt names."""
    return float(re.search(re.escape(name) + r": ([\d,.]+)", LIMITS)[1].replace(",", ""))


def table(text):
    """The lines of its table, and its rows as texts."""
    lines = [line for line in text.splitlines() if line.startswith("|")]
    return lines, [[cell.strip() for cell in line.strip("|").split("|")] for line in lines[2:]]


COUNTER_TABLE, COUNTER_ROWS = table(LIMITS)
# The most that came out of one series, invoices a second.
COUNTER = max(float(one.replace(",", "")) for _, one, _ in COUNTER_ROWS)
BATCH = 10
# After the counter's row is locked: the invoices, their events, and the commit.
ROUND_TRIPS_WITH_THE_COUNTER = 3


def counter_at(round_trip):
    """Invoices a second of one series where the database is this far away, in ms. Computed: on the machine that measured, a
    round trip took next to nothing."""
    return BATCH / (BATCH / COUNTER + ROUND_TRIPS_WITH_THE_COUNTER * round_trip / 1000)


# What counter_at computes, measured.
DISTANCE = limit("Round trip to a PostgreSQL that is kept at a distance, in ms")
COUNTER_AT_A_DISTANCE = limit("Invoices a second, of one series, at that distance")


def series_at(round_trip):
    """What to plan with: as computed, less what was missing where it was measured too."""
    return counter_at(round_trip) * COUNTER_AT_A_DISTANCE / counter_at(DISTANCE)


SERVICES_MS = figure("CPU an order, services, ms")
DATABASE_MS = figure("CPU an order with PostgreSQL, ms") - SERVICES_MS
PUT_EVENTS = figure("PutEvents calls an order")
SQS_CALLS = figure("SQS calls an order")
# Drained by one worker, on two processors that it shared with PostgreSQL and the embedded AWS.
DRAINED = figure("messages drained a second")
# An order's: OrderPlaced and InvoiceIssued, each to one queue.
EVENTS = 2
EVENT_BYTES = sum((EXAMPLES / name).stat().st_size for name in (
    "valid/order-placed.json", "invoice-issued/valid/invoice-issued.json"))
INVOICE_BYTES = limit("Bytes an invoice, with its indexes")
