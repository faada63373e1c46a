"""What is measured: each function takes one round of one figure, or of several that share a start."""
import collections
import contextlib
import json
import os
import signal
import statistics
import subprocess
import time

import load
from machine import API, POSTGRES, TARGET, Calls, wait_until
from pairs import HEAP, SECOND, STRAIGHTFORWARD

# Seconds after the order service is ready.
FIRST = 10
# Orders a second that neither pair has to hurry with.
LOW = 50
# Orders before the load that counts, messages that the queue is drained of, and seconds that a load lasts, unless it is said.
WARM_UP, MESSAGES, SECONDS = 150_000, 50_000, 20


def permilles(values):
    """The 999 values between which a thousandth lies each: that of the median is the 500th."""
    return statistics.quantiles(values, n=1000, method="inclusive")


def percentile(values, percent):
    return permilles(values)[percent * 10 - 1]


def rows(postgres, table):
    """Of a table that has the name of its database."""
    return int(postgres.number(f"select count(*) from {table}", table))


def drained(postgres, *services):
    """Waits until each order has its invoice; fails where one of the services has ended."""
    wait_until(lambda: all(service.alive() for service in services) and rows(postgres, "orders") == rows(postgres, "invoices"),
               "each order has its invoice", seconds=1200, every=0.5)


def fresh(postgres):
    """As if nothing had been ordered yet."""
    postgres.fresh_databases()
    load.purge()


def start_up(pair, postgres):
    """Each service alone, on a database that has its tables."""
    times = {}
    fresh(postgres)
    with Calls():
        for service, name in ((pair.orders, "order service ready after, s"), (pair.invoices, "invoice service ready after, s")):
            for _ in range(2):
                with service() as started:
                    times[name] = started.ready()
    return times


def warm_up(postgres, ports, orders):
    """Places orders until there are so many: the JIT compilers have seen as much then, whichever pair is faster."""
    while rows(postgres, "orders") < orders:
        load.closed_loop(ports, 10)
    drained(postgres)


def round_of(pair, postgres, options):
    """One round of a pair, from its start on."""
    figures = {}
    fresh(postgres)
    with contextlib.ExitStack() as running:
        calls = running.enter_context(Calls())
        orders = running.enter_context(pair.orders())
        orders.ready()
        first = load.burst(API, FIRST)
        figures["orders in the first 10 s"] = len(load.taken(first))
        figures["refused in the first 10 s"] = len(first) - len(load.taken(first))
        figures["first 10 s"] = by_second(first)
        invoices = running.enter_context(pair.invoices())
        invoices.ready()
        warm_up(postgres, [API], options.warm_up)
        figures.update(full_load(postgres, calls, orders, invoices, options.seconds))
        if pair is STRAIGHTFORWARD:  # It is measured first.
            options.rate = round(figures["POST a second"] / 2)
        answers = load.open_loop(API, options.seconds, options.rate)
        figures["orders a second in the open loop"] = options.rate
        latencies = load.taken(answers)
        figures["p50 of POST, ms"], figures["p99 of POST, ms"] = percentile(latencies, 50), percentile(latencies, 99)
        figures["percentiles of POST"] = permilles(latencies)
        figures["refused in the open loop"] = len(answers) - len(latencies)
        drained(postgres)
        figures.update(order_to_invoice(postgres, options.seconds))
        figures["RSS of both services, MB"] = orders.rss() + invoices.rss()
        figures["messages drained a second"] = drain(pair, postgres, invoices, options.messages)
        figures.update(with_rows(pair, postgres, calls, options.seconds))
    return figures


def by_second(answers):
    """Orders taken in each second, and the median latency in ms."""
    seconds = collections.defaultdict(list)
    for at, status, latency in answers:
        second = int(at + latency / 1000)
        if status == "201" and second < FIRST:  # Not of the orders that were under way at the end.
            seconds[second].append(latency)
    return [[second, len(taken), statistics.median(taken)] for second, taken in sorted(seconds.items())]


def until_invoiced(postgres, ports, seconds):
    """64 connections: orders taken a second, how many were refused and how many placed in all, and how many of these a second
    until each has its invoice."""
    before, start = rows(postgres, "orders"), time.monotonic()
    rate, refused = load.closed_loop(ports, seconds)
    drained(postgres)
    elapsed = time.monotonic() - start
    placed = rows(postgres, "orders") - before
    return rate, refused, placed, placed / elapsed


def full_load(postgres, calls, orders, invoices, seconds):
    """CPU and calls until the last of these orders has its invoice."""
    services, database = orders.cpu() + invoices.cpu(), postgres.cpu()
    called = calls.count()
    rate, refused, placed, invoiced = until_invoiced(postgres, [API], seconds)
    services, database = orders.cpu() + invoices.cpu() - services, postgres.cpu() - database
    put_events, sqs = (calls.count()[service] - called[service] for service in ("eventbridge", "sqs"))
    return {"POST a second": rate, "orders a second until all are invoiced": invoiced, "refused at full load": refused,
            "CPU an order, services, ms": services / placed * 1000,
            "CPU an order with PostgreSQL, ms": (services + database) / placed * 1000,
            "PutEvents calls an order": put_events / placed,
            "SQS calls an order": sqs / placed}


def order_to_invoice(postgres, seconds):
    """From the commit of an order to that of its invoice, at 50 orders a second."""
    before = {id for id, in postgres.sql("select id from orders", "orders")}
    load.open_loop(API, seconds, LOW)
    drained(postgres)
    times = "select {0}, extract(epoch from pg_xact_commit_timestamp(xmin)) from {1}"
    placed = {id: float(at) for id, at in postgres.sql(times.format("id", "orders"), "orders") if id not in before}
    issued = dict(postgres.sql(times.format("order_id", "invoices"), "invoices"))
    ways = [(float(issued[id]) - at) * 1000 for id, at in placed.items()]
    return {"order to invoice p50, ms": percentile(ways, 50), "order to invoice p99, ms": percentile(ways, 99)}


def drain(pair, postgres, invoices, messages):
    """Invoices a second of messages that lie in the queue. The invoice service stands still while they are put there; the
    answers to its last polls, of ten messages each, get lost by that and are not waited for."""
    order = load.place(API)
    details = [json.dumps({**pair.event(order), "id": pair.new_id(number)}) for number in range(messages)]
    drained(postgres)
    before = rows(postgres, "invoices")
    os.kill(invoices.pid, signal.SIGSTOP)
    load.events(details)
    os.kill(invoices.pid, signal.SIGCONT)
    start = time.monotonic()
    awaited = messages - 100
    wait_until(lambda: rows(postgres, "invoices") >= before + awaited, "the queue is drained", 1800, 0.5)
    return awaited / (time.monotonic() - start)


def with_rows(pair, postgres, calls, seconds):
    """POST a second with more and more orders stored and, of ours, events that wait because EventBridge is away: were it
    there, what carries them would have its share of the CPU. The straightforward pair takes no order without it."""
    if pair.has_outbox:
        calls.stop()
    load.closed_loop([API], seconds)  # There is less to do now: what is hot is compiled anew.
    postgres.sql("truncate orders cascade", "orders")
    detail = json.dumps(pair.event(load.place(API))).replace("'", "''")
    rates = []
    for orders, events in ((0, 0), (100_000, 10_000), (1_000_000, 100_000)):
        stored, waiting = rows(postgres, "orders"), events if pair.has_outbox else 0
        postgres.sql(pair.more_rows.format(orders=max(0, orders - stored), events=waiting, detail=detail), "orders")
        postgres.sql("vacuum analyze", "orders")
        postgres.sql("checkpoint")
        rates.append([max(orders, stored), waiting, load.closed_loop([API], seconds)[0]])
    return {"POST by rows": rates, "POST with 1,000,000 orders, of that with none": rates[-1][2] / rates[0][2]}


def instances(pair, postgres, options):
    """Orders placed a second, until each has its invoice: by two instances of each service, and by one of them afterwards, when
    the others have stopped."""
    fresh(postgres)
    with Calls(), pair.orders() as orders, pair.invoices() as invoices:
        orders.ready()
        invoices.ready()
        with pair.orders(offset=SECOND) as others, pair.invoices(offset=SECOND) as other_invoices:
            others.ready()
            other_invoices.ready()
            warm_up(postgres, (API, API + SECOND), 2 * options.warm_up)
            *_, two = until_invoiced(postgres, (API, API + SECOND), options.seconds)
        *_, one = until_invoiced(postgres, [API], options.seconds)
        duplicates = postgres.number("select count(*) - count(distinct order_id) from invoices", "invoices")
    return {"orders a second by one instance": one, "orders a second by two instances": two,
            "orders a second by two instances, of one's": two / one, "orders invoiced twice by two instances": duplicates}


def smallest_heap(pair, postgres, options):
    """The smallest heap on which a pair takes 50 orders a second, and the memory that it then has."""
    for heap in range(32, HEAP + 1, 16):
        fresh(postgres)
        try:
            with Calls(), pair.orders(heap) as orders, pair.invoices(heap) as invoices:
                orders.ready()
                invoices.ready()
                load.open_loop(API, options.seconds, LOW)
                answers = load.open_loop(API, options.seconds, LOW)
                latencies = load.taken(answers)
                if len(latencies) < len(answers) or percentile(latencies, 99) > 1000:
                    continue
                drained(postgres, orders, invoices)
                return {"smallest heap, MB": heap, "RSS on the smallest heap, both services, MB": orders.rss() + invoices.rss()}
        except (RuntimeError, TimeoutError, OSError) as failure:
            print(f"{pair.name} on {heap} MB: {failure}", flush=True)
    raise RuntimeError(f"{pair.name} does not take {LOW} orders a second on {HEAP} MB")


def floor(postgres, seconds):
    """Commits of a row of its own a second, by pgbench with as many connections as the load has."""
    postgres.sql("create table floor (id bigint generated always as identity primary key, body text)")
    script = TARGET / "insert.sql"
    script.write_text("insert into floor (body) values (repeat('x', 500));\n")
    out = subprocess.run(["pgbench", "-n", "-M", "prepared", "-c", str(load.CONNECTIONS), "-j", "2", "-T", str(seconds),
                          "-f", script, "-h", "127.0.0.1", "-p", str(POSTGRES), "-U", "postgres", "postgres"],
                         check=True, capture_output=True, text=True).stdout
    return float(out.split("tps = ")[1].split()[0])
