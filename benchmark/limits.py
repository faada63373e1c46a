"""How many invoices a second come out of one series' counter, against as many series as there are batches at once: by what
invoice-worker does for a batch once it is read, on a PostgreSQL of its own. Writes results/limits.txt."""
import datetime
import os
import queue
import socket
import subprocess
import threading
import time

import figures
from machine import HERE, POSTGRES, ROOT, TARGET, Postgres

BATCH = 10
SECONDS = 10
# What a round trip to the database takes longer the second time, ms, and the port of what makes it take that.
ROUND_TRIP, DISTANT = 1, POSTGRES + 1
CONNECTIONS = 8


def carry(of, to):
    """Half a round trip late; what follows closely does not wait for what went before."""
    under_way = queue.SimpleQueue()

    def arrive():
        while some := under_way.get():
            due, data = some
            time.sleep(max(0, due - time.monotonic()))
            to.sendall(data)
        to.shutdown(socket.SHUT_WR)

    threading.Thread(target=arrive, daemon=True).start()
    while data := of.recv(1 << 16):
        under_way.put((time.monotonic() + ROUND_TRIP / 2000, data))
    under_way.put(None)


def keep_distance(server):
    while True:
        client, _ = server.accept()
        database = socket.create_connection(("127.0.0.1", POSTGRES))
        for way in ((client, database), (database, client)):
            way[0].setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            threading.Thread(target=carry, args=way, daemon=True).start()


def round_trip():
    """What it takes there in fact, ms."""
    script = TARGET / "nothing.sql"
    script.write_text("select 1;\n")
    out = subprocess.run(["pgbench", "-n", "-M", "prepared", "-c", str(CONNECTIONS), "-T", "5", "-f", script,
                          "-h", "127.0.0.1", "-p", str(DISTANT), "-U", "postgres", "postgres"],
                         check=True, capture_output=True, text=True).stdout
    return float(out.split("latency average = ")[1].split()[0])


def issue(method, port):
    """What the worker's own code printed: (name, batches at once, batches a second, bytes an invoice), each as a text."""
    run = subprocess.run(
        ["mvn", "-B", "-ntp", "test", "-pl", "invoice-worker", "-am", f"-Dtest=SeriesThroughput#{method}",
         "-Dsurefire.failIfNoSpecifiedTests=false", f"-Dlimits.seconds={SECONDS}",
         f"-Dlimits.database=jdbc:postgresql://127.0.0.1:{port}/invoices"], cwd=ROOT, stdout=subprocess.PIPE, text=True)
    if run.returncode:
        raise RuntimeError(run.stdout)
    return [line.split("|")[1:] for line in run.stdout.splitlines() if line.startswith("limits|")]


with Postgres() as postgres:
    floor = figures.floor(postgres, SECONDS)
    postgres.fresh_databases()
    before = postgres.cpu()
    measured = issue("here", POSTGRES)
    cpu = postgres.cpu() - before
    with socket.create_server(("127.0.0.1", DISTANT), backlog=50) as server:
        threading.Thread(target=keep_distance, args=(server,), daemon=True).start()
        trip = round_trip()
        distant = next(float(a_second) * BATCH for name, _, a_second, _ in issue("atADistance", DISTANT) if name != "warm-up")

rates = {(name, int(batches)): float(a_second) * BATCH for name, batches, a_second, _ in measured}
invoices = sum(rates.values()) * SECONDS
lines = [f"benchmark/run limits, {datetime.date.today()}, {os.cpu_count()} processors, which PostgreSQL shares with what issues;",
         f"pgbench at the same time of day: {floor:,.0f} single-row commits a second on 64 connections", "",
         "| batches of ten at once | invoices a second, of one series | of a series each |", "| --- | --- | --- |"]
for batches in sorted({batches for name, batches in rates if name == "one series"}):
    each = rates.get(("a series each", batches))
    lines.append(f"| {batches} | {rates['one series', batches]:,.0f} | {f'{each:,.0f}' if each else ''} |")
lines += ["", f"Round trip to a PostgreSQL that is kept at a distance, in ms: {trip:.2f}",
          f"Invoices a second, of one series, at that distance: {distant:,.0f}",
          f"CPU of PostgreSQL an invoice: {cpu / invoices * 1000:.2f} ms",
          f"Bytes an invoice, with its indexes: {max(int(bytes) for *_, bytes in measured):,}", ""]
(HERE / "results/limits.txt").write_text("\n".join(lines))
print("\n".join(lines))
