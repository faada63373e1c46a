"""What meters and traces cost: two pairs of our services, which differ in one setting alone, run side by side, each on databases
and an embedded AWS of its own, and get the same load by turns. One start of a JVM is not like another by several percent,
so there are rounds, each with new processes, and each pair comes first in every other."""
import argparse
import contextlib
import http.server
import statistics
import threading
import time

import load
from machine import API, EVENTBRIDGE, SQS, WORKER, Aws, Postgres, Service, wait_until
from pairs import HEAP, OPTIONS, OURS, POOL_SIZE

# From the port of one stack to that of the other.
BESIDE = 40
SINK = 24580
COMPARED = {
    "meters, of none": ({}, {"MANAGEMENT_METRICS_ENABLE_ALL": "false"}),
    "traces that are off, of no tracing": ({}, {
        "SPRING_AUTOCONFIGURE_EXCLUDE": ",".join((
            "io.orderflow.sqs.TracingAutoConfiguration",
            "org.springframework.boot.micrometer.tracing.opentelemetry.autoconfigure.OpenTelemetryTracingAutoConfiguration",
            "org.springframework.boot.opentelemetry.autoconfigure.OpenTelemetrySdkAutoConfiguration"))}),
    "traces that are recorded and exported, of ones that are off": (
        {"OTEL_EXPORTER_OTLP_ENDPOINT": f"http://127.0.0.1:{SINK}"}, {}),
}

parser = argparse.ArgumentParser()
parser.add_argument("--rounds", type=int, default=4)
parser.add_argument("--turns", type=int, default=10, help="of each in a round")
parser.add_argument("--seconds", type=int, default=5, help="that a turn's load lasts")
parser.add_argument("--warm-up", type=int, default=40_000, help="how many orders each places before its turns count")
parser.add_argument("--only", default="", help="the comparisons whose names begin so")
options = parser.parse_args()


class Sink(http.server.BaseHTTPRequestHandler):
    """Takes traces and forgets them."""

    def do_POST(self):
        self.rfile.read(int(self.headers["Content-Length"]))
        self.send_response(200)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *_):
        pass


class Stack:
    """Both services, on databases and an AWS of their own."""

    def __init__(self, running, postgres, number, settings):
        self.postgres, self.port = postgres, API + number * BESIDE
        self.databases = {name: f"{name}_{number}" for name in ("orders", "invoices")}
        for owner, name in self.databases.items():
            postgres.sql(f"drop database if exists {name} with (force)")
            postgres.sql(f"create database {name} owner {owner}")
        running.enter_context(Aws(number * BESIDE))
        aws = {"AWS_ENDPOINT_URL_EVENTBRIDGE": f"http://127.0.0.1:{EVENTBRIDGE + number * BESIDE}",
               "AWS_ENDPOINT_URL_SQS": f"http://127.0.0.1:{SQS + number * BESIDE}"}
        self.services = [running.enter_context(Service(
            f"overhead-{owner}-{number}", [*OPTIONS, f"-Xmx{HEAP}m", *command], name, port + number * BESIDE,
            {"SPRING_DATASOURCE_USERNAME": owner, "SPRING_DATASOURCE_PASSWORD": owner,
             "SPRING_DATASOURCE_HIKARI_MAXIMUMPOOLSIZE": str(POOL_SIZE - further), **aws, **settings}))
            for (owner, name), command, port, further in zip(
                self.databases.items(), (OURS.orders_command, OURS.invoices_command), (API, WORKER),
                (OURS.further_connections, 0))]
        for service in self.services:
            service.ready()
        # Of the last turn; while all is cold, some wait too long for a connection.
        self.refused = 0

    def rows(self, table):
        return int(self.postgres.number(f"select count(*) from {table}", self.databases[table]))

    def turn(self, seconds):
        """Orders a second until all are invoiced, and the services' CPU time an order in ms."""
        before, cpu, start = self.rows("orders"), self.cpu(), time.monotonic()
        _, refused = load.closed_loop([self.port], seconds)
        wait_until(lambda: all(service.alive() for service in self.services) and self.rows("orders") == self.rows("invoices"),
                   "each order has its invoice", seconds=600, every=0.1)
        placed = self.rows("orders") - before
        self.refused = refused
        return placed / (time.monotonic() - start), (self.cpu() - cpu) * 1000 / placed

    def cpu(self):
        return sum(service.cpu() for service in self.services)


def compare(postgres, settings):
    """The figures of each turn of both, by round."""
    rounds = []
    for round_number in range(options.rounds):
        with contextlib.ExitStack() as running:
            # By number, the one that is started first being the other each time.
            order = (0, 1) if round_number % 2 == 0 else (1, 0)
            stacks = dict(sorted((number, Stack(running, postgres, number, settings[number])) for number in order))
            turns = [[], []]
            while any(stack.rows("orders") < options.warm_up for stack in stacks.values()):
                for stack in stacks.values():
                    stack.turn(options.seconds)
            for turn in range(options.turns):
                # The first of a turn may find the machine otherwise than the second.
                for number in order if turn % 2 == 0 else reversed(order):
                    turns[number].append(stacks[number].turn(options.seconds))
                    if stacks[number].refused:
                        raise RuntimeError(f"{stacks[number].refused} orders were refused")
            rounds.append(turns)
    return rounds


def shown(rounds, figure):
    """The median ratio of all turns, and the least and the largest median of a round's."""
    ratios = [[of[figure] / to[figure] for of, to in zip(*turns)] for turns in rounds]
    medians = [statistics.median(of_round) for of_round in ratios]
    return f"{statistics.median(sum(ratios, [])):.3f} ({min(medians):.3f} to {max(medians):.3f})"


sink = http.server.ThreadingHTTPServer(("127.0.0.1", SINK), Sink)
threading.Thread(target=sink.serve_forever, daemon=True).start()
with Postgres() as postgres:
    print("| | orders a second until all are invoiced | CPU an order, both services |\n| --- | --- | --- |", flush=True)
    for name, settings in COMPARED.items():
        if not name.startswith(options.only):
            continue
        rounds = compare(postgres, settings)
        print(f"| {name} | {shown(rounds, 0)} | {shown(rounds, 1)} |", flush=True)
sink.shutdown()
