"""What is measured: each function takes one round of one figure, or of several that share a start."""
import statistics
import subprocess

import load
from machine import API, POSTGRES, TARGET, Aws, wait_until


def percentile(values, percent):
    return statistics.quantiles(values, n=1000, method="inclusive")[round(percent * 10) - 1]


def orders_and_invoices(postgres):
    return (postgres.number("select count(*) from orders", "orders"),
            postgres.number("select count(*) from invoices", "invoices"))


def drained(postgres):
    """Waits until each order has its invoice."""
    def done():
        orders, invoices = orders_and_invoices(postgres)
        return orders == invoices
    wait_until(done, "each order has its invoice", seconds=600, every=0.5)


def round_of(pair, postgres, rate, seconds):
    """One round of a pair, from its start on.
    rate: orders a second in the open loop
    seconds: how long each load lasts, and the warming up three times as long"""
    figures = {}
    postgres.fresh_databases()
    with Aws(), pair.orders() as orders:
        figures["order service ready after, s"] = orders.ready()
        taken, refused = load.burst(API, 10)
        figures["orders in the first 10 s"], figures["refused in the first 10 s"] = len(taken), refused
        with pair.invoices() as invoices:
            invoices.ready()
            load.closed_loop(API, 3 * seconds)
            drained(postgres)
            figures.update(full_load(postgres, orders, invoices, seconds))
            taken, refused = load.open_loop(API, seconds, rate)
            figures["p99 of POST, ms"] = percentile(taken, 99)
            figures["refused in the open loop"] = refused
            drained(postgres)
            figures.update(order_to_invoice(postgres, seconds))
            figures["RSS of both services, MB"] = orders.rss() + invoices.rss()
    return figures


def full_load(postgres, orders, invoices, seconds):
    """64 connections; CPU until the last of these orders has its invoice."""
    before, _ = orders_and_invoices(postgres)
    services, database = orders.cpu() + invoices.cpu(), postgres.cpu()
    rate, refused = load.closed_loop(API, seconds)
    drained(postgres)
    services, database = orders.cpu() + invoices.cpu() - services, postgres.cpu() - database
    after, _ = orders_and_invoices(postgres)
    return {"POST a second": rate, "refused at full load": refused,
            "CPU an order, services, ms": services / (after - before) * 1000,
            "CPU an order with PostgreSQL, ms": (services + database) / (after - before) * 1000}


def order_to_invoice(postgres, seconds):
    """From the commit of an order to that of its invoice, at 50 orders a second."""
    before = {id for id, in postgres.sql("select id from orders", "orders")}
    load.open_loop(API, seconds, 50)
    drained(postgres)
    times = "select {0}, extract(epoch from pg_xact_commit_timestamp(xmin)) from {1}"
    placed = {id: float(at) for id, at in postgres.sql(times.format("id", "orders"), "orders") if id not in before}
    issued = dict(postgres.sql(times.format("order_id", "invoices"), "invoices"))
    ways = [(float(issued[id]) - at) * 1000 for id, at in placed.items()]
    return {"order to invoice p50, ms": percentile(ways, 50), "order to invoice p99, ms": percentile(ways, 99)}


def floor(postgres, seconds):
    """Commits of a row of its own a second, by pgbench with as many connections as the load has."""
    postgres.sql("create table floor (id bigint generated always as identity primary key, body text)")
    script = TARGET / "insert.sql"
    script.write_text("insert into floor (body) values (repeat('x', 500));\n")
    out = subprocess.run(["pgbench", "-n", "-M", "prepared", "-c", str(load.CONNECTIONS), "-j", "2", "-T", str(seconds),
                          "-f", script, "-h", "127.0.0.1", "-p", str(POSTGRES), "-U", "postgres", "postgres"],
                         check=True, capture_output=True, text=True).stdout
    return float(out.split("tps = ")[1].split()[0])
