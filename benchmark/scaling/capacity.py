"""What there is of each part at a rate of orders, and how much of its quota; and what a counter gives on a database that is
not on the same machine."""
import math

from measured import (
    COUNTER_AT_A_DISTANCE, COUNTER_TABLE, DATABASE_MS, DISTANCE, EVENTS, PUT_EVENTS, SERVICES_MS, SQS_CALLS, counter_at,
    series_at)

RATES = (100, 1_000, 10_000)
# Of a processor, on average: the rest is for peaks, and for the task that is being replaced.
BUSY = 0.5
# EventBridge's quotas in eu-central-1, a second. Source: "Amazon EventBridge quotas", the user guide's page eb-quota, of
# which a stored copy was read in November 2026.
PUT_EVENTS_QUOTA, INVOCATIONS_QUOTA = 2_400, 4_500
# Of a round trip to the database in another Availability Zone, ms; an assumption.
ROUND_TRIP = 1


def counter():
    yield from COUNTER_TABLE


def round_trips():
    yield "| round trip to the database, ms | invoices a second of one series, computed | measured |"
    yield "| --- | --- | --- |"
    for round_trip in sorted((0, 0.5, 1, 2, DISTANCE)):
        found = f"{COUNTER_AT_A_DISTANCE:,.0f}" if round_trip == DISTANCE else ""
        yield f"| {round_trip:g} | {counter_at(round_trip):,.0f} | {found} |"


def of(rate, quota):
    return f"{rate:,.0f} ({rate / quota:.0%})"


def at_rates():
    yield "| orders a second | " + " | ".join(f"{rate:,}" for rate in RATES) + " |"
    yield "| --- |" + " --- |" * len(RATES)
    rows = {
        f"`PutEvents` calls a second (of {PUT_EVENTS_QUOTA:,})": lambda rate: of(rate * PUT_EVENTS, PUT_EVENTS_QUOTA),
        f"target invocations a second (of {INVOCATIONS_QUOTA:,})": lambda rate: of(rate * EVENTS, INVOCATIONS_QUOTA),
        "SQS calls of the services a second": lambda rate: f"{rate * SQS_CALLS:,.0f}",
        f"vCPUs of both services, {BUSY:.0%} busy": lambda rate: f"{math.ceil(rate * SERVICES_MS / 1000 / BUSY):,}",
        f"vCPUs of PostgreSQL, {BUSY:.0%} busy": lambda rate: f"{math.ceil(rate * DATABASE_MS / 1000 / BUSY):,}",
        f"series, at a round trip of {ROUND_TRIP} ms and {BUSY:.0%} busy":
            lambda rate: f"{math.ceil(rate / series_at(ROUND_TRIP) / BUSY):,}",
    }
    for name, value in rows.items():
        yield f"| {name} | " + " | ".join(value(rate) for rate in RATES) + " |"
