"""Places orders for an hour, and shows that autovacuum, as PostgreSQL has it by default, keeps up with the outbox: its dead
rows and its size every 10 s, as a table and a plot. Fails where it still grows in the second half. Options: --seconds, --rate."""
import argparse
import json
import sys
import time
from concurrent.futures import ThreadPoolExecutor, wait

import load
import plots
from machine import API, TARGET, Aws, Calls, Postgres
from pairs import OURS

options = argparse.ArgumentParser()
options.add_argument("--seconds", type=int, default=3600)
options.add_argument("--rate", type=int, default=200)
options = options.parse_args()

STATE = """select n_dead_tup, pg_total_relation_size(relid) / 1024, autovacuum_count, n_tup_del
from pg_stat_user_tables where relname = 'eventbridge_outbox'"""


def watch(postgres, attack):
    """Every 10 s: (s, dead rows, KB with indexes, autovacuums, rows deleted) so far."""
    start, seen = time.monotonic(), []
    while not attack.done():
        wait([attack], 10)
        seen.append((round(time.monotonic() - start), *map(int, postgres.sql(STATE, "orders")[0])))
        if len(seen) % 30 == 0:
            print("after {} s: {} dead rows, {} KB, {} autovacuums, {} events carried".format(*seen[-1]), flush=True)
    return seen


with Postgres() as postgres, Aws(), Calls():
    postgres.fresh_databases()
    with OURS.orders() as orders, OURS.invoices() as invoices:
        orders.ready()
        invoices.ready()
        with ThreadPoolExecutor() as background:
            attack = background.submit(load.open_loop, API, options.seconds, options.rate)
            seen = watch(postgres, attack)
        taken = len(load.taken(attack.result()))

(TARGET / "churn.json").write_text(json.dumps(seen))
plots.churn(seen, TARGET / "churn.svg")
half = len(seen) // 2
largest = [max(size for _, _, size, _, _ in part) for part in (seen[:half], seen[half:])]
print(f"{seen[-1][4]} events; at most {max(dead for _, dead, _, _, _ in seen)} dead rows; "
      f"{largest[0]} KB at most in the first half, {largest[1]} KB in the second")
if taken < 0.95 * options.rate * options.seconds:
    sys.exit(f"Only {taken} orders were taken")
if largest[1] > 1.2 * largest[0]:
    sys.exit("The outbox grows: autovacuum does not keep up")
