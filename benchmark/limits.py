"""How many invoices a second come out of one series' counter, against as many series as there are batches at once: by what
invoice-worker does for a batch once it is read, on a PostgreSQL of its own. Writes results/limits.txt."""
import datetime
import os
import subprocess

import figures
from machine import HERE, POSTGRES, ROOT, Postgres

BATCH = 10
SECONDS = 10

with Postgres() as postgres:
    floor = figures.floor(postgres, SECONDS)
    postgres.fresh_databases()
    before = postgres.cpu()
    run = subprocess.run(
        ["mvn", "-B", "-ntp", "test", "-pl", "invoice-worker", "-am", "-Dtest=SeriesThroughput",
         "-Dsurefire.failIfNoSpecifiedTests=false", f"-Dlimits.seconds={SECONDS}",
         f"-Dlimits.database=jdbc:postgresql://127.0.0.1:{POSTGRES}/invoices"], cwd=ROOT, stdout=subprocess.PIPE, text=True)
    if run.returncode:
        raise RuntimeError(run.stdout)
    cpu = postgres.cpu() - before

measured = [line.split("|")[1:] for line in run.stdout.splitlines() if line.startswith("limits|")]
rates = {(name, int(batches)): float(a_second) * BATCH for name, batches, a_second, _ in measured}
invoices = sum(rates.values()) * SECONDS
lines = [f"benchmark/run limits, {datetime.date.today()}, {os.cpu_count()} processors, which PostgreSQL shares with what issues;",
         f"pgbench at the same time of day: {floor:,.0f} single-row commits a second on 64 connections", "",
         "| batches of ten at once | invoices a second, of one series | of a series each |", "| --- | --- | --- |"]
for batches in sorted({batches for name, batches in rates if name == "one series"}):
    each = rates.get(("a series each", batches))
    lines.append(f"| {batches} | {rates['one series', batches]:,.0f} | {f'{each:,.0f}' if each else ''} |")
lines += ["", f"CPU of PostgreSQL an invoice: {cpu / invoices * 1000:.2f} ms",
          f"Bytes an invoice, with its indexes: {max(int(bytes) for *_, bytes in measured):,}", ""]
(HERE / "results/limits.txt").write_text("\n".join(lines))
print("\n".join(lines))
