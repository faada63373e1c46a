"""What invoices cost as documents: the PDF of 1 and of 200 lines, read by one and by 20 readers at once, and exports of many
invoices; the time, and the memory of invoice-worker on the heap that all of the benchmark has."""
import argparse
import copy
import http.client
import json
import statistics
import threading
import time
from concurrent.futures import ThreadPoolExecutor

import load
from machine import API, WORKER, Aws, Calls, Postgres, wait_until
from pairs import HEAP, OURS

READERS = 20
EVER = "issuedFrom=2000-01-01&issuedTo=2999-12-31"
MANY = """
insert into invoiced_orders (order_id, content_digest, claimed_at)
select md5(n::text)::uuid, sha256('any'), now() from generate_series(1, {many}) as n;
insert into invoices
select (jsonb_populate_record(null::invoices, to_jsonb(one) || jsonb_build_object('order_id', md5(n::text)::uuid, 'sequence', last + n,
    'number', series || '-' || lpad((last + n)::text, 6, '0'),
    -- By which those for the ZIP are told from the others.
    'currency', case when n <= {pdfs} then 'USD' else currency end))).*
from (select * from invoices order by jsonb_array_length(lines) limit 1) as one, (select max(sequence) as last from invoices) as before,
    generate_series(1, {many}) as n
order by n;
update invoice_series set last_number = (select max(sequence) from invoices);
"""

parser = argparse.ArgumentParser()
parser.add_argument("--invoices", type=int, default=100_000, help="in the export as CSV and in the totals")
parser.add_argument("--pdfs", type=int, default=2_000, help="in the export as ZIP")
options = parser.parse_args()


def get(path, connection=None):
    """Returns the number of bytes of an answer, which it reads as it comes."""
    connection = connection or http.client.HTTPConnection("127.0.0.1", WORKER)
    connection.request("GET", path, headers={"Accept": "*/*"})
    answer, size = connection.getresponse(), 0
    while part := answer.read(1 << 16):
        size += len(part)
    if answer.status != 200:
        raise RuntimeError(f"{path}: {answer.status}")
    return size


def metric(name):
    """The sum of a metric of invoice-worker's, over its labels."""
    connection = http.client.HTTPConnection("127.0.0.1", WORKER)
    connection.request("GET", "/actuator/prometheus")
    return sum(float(line.rpartition(" ")[2]) for line in connection.getresponse().read().decode().splitlines()
               if line.startswith(name))


def invoiced(lines):
    """Has an order of so many lines invoiced, and returns the invoice's number."""
    order = json.loads(load.ORDER.read_bytes())
    order["lines"] = [{**copy.deepcopy(order["lines"][0]), "sku": f"BOOK-{n + 1}"} for n in range(lines)]
    connection = http.client.HTTPConnection("127.0.0.1", API)
    connection.request("POST", "/orders", json.dumps(order), {"Content-Type": "application/json"})
    id = json.loads(connection.getresponse().read())["id"]
    select = f"select number from invoices where order_id = '{id}'"
    wait_until(lambda: postgres.sql(select, "invoices"), "the order is invoiced")
    return postgres.sql(select, "invoices")[0][0]


class Heap:
    """The largest part of the heap that was used meanwhile, in MB, what is garbage included."""

    def __enter__(self):
        self.largest, self.done = 0, threading.Event()
        self.watching = threading.Thread(target=self.watch)
        self.watching.start()
        return self

    def watch(self):
        while not self.done.wait(0.5):
            self.largest = max(self.largest, metric('jvm_memory_used_bytes{application="invoice-worker",area="heap"') / 1e6)

    def __exit__(self, *failure):
        self.done.set()
        self.watching.join()


def read(number, readers, times):
    """Reads a PDF so many times by so many readers at once: ms of each."""
    def reader(_):
        connection, took = http.client.HTTPConnection("127.0.0.1", WORKER), []
        for _ in range(times // readers):
            start = time.monotonic()
            get(f"/invoices/{number}.pdf", connection)
            took.append((time.monotonic() - start) * 1000)
        return took

    with ThreadPoolExecutor(readers) as pool:
        return sum(pool.map(reader, range(readers)), [])


def pdf(lines, number, readers, times):
    allocated, cpu, start = metric("jvm_gc_memory_allocated_bytes_total"), worker.cpu(), time.monotonic()
    took = read(number, readers, times)
    elapsed = time.monotonic() - start
    allocated, cpu = metric("jvm_gc_memory_allocated_bytes_total") - allocated, worker.cpu() - cpu
    percentiles = statistics.quantiles(took, n=100)
    print(f"PDF, {lines} lines, {readers} at once: {len(took) / elapsed:.0f} a second, p50 {percentiles[49]:.0f} ms, "
          f"p99 {percentiles[98]:.0f} ms, {cpu / len(took) * 1000:.0f} ms of CPU and {allocated / len(took) / 1e6:.1f} MB "
          f"allocated each; RSS {worker.rss():.0f} MB", flush=True)


def export(path, invoices):
    with Heap() as heap:
        start = time.monotonic()
        size = get(path)
        elapsed = time.monotonic() - start
    print(f"{path}, {invoices} invoices: {elapsed:.1f} s, {size / 1e6:.1f} MB; heap {heap.largest:.0f} MB at most, "
          f"RSS {worker.rss():.0f} MB", flush=True)


with Postgres() as postgres, Aws(), Calls():
    postgres.fresh_databases()
    with OURS.orders() as orders, OURS.invoices() as worker:
        orders.ready()
        print(f"invoice-worker is ready after {worker.ready():.1f} s, on a heap of {HEAP} MB: RSS {worker.rss():.0f} MB")
        numbers = {lines: invoiced(lines) for lines in (1, 200)}
        start = time.monotonic()
        sizes = {lines: get(f"/invoices/{number}.pdf") for lines, number in numbers.items()}
        print("The first PDF of 1 and of 200 lines took {:.1f} s together; {} and {} KB".format(
            time.monotonic() - start, *(size // 1000 for size in sizes.values())), flush=True)
        for number in numbers.values():
            read(number, READERS, 1000)
        for lines, number in numbers.items():
            pdf(lines, number, 1, 400)
            pdf(lines, number, READERS, 400)
        many = options.invoices - len(numbers)  # Copies of the one of 1 line.
        postgres.sql(MANY.format(many=many, pdfs=options.pdfs), "invoices")
        postgres.sql("vacuum analyze invoices", "invoices")
        export(f"/invoices/vat-totals?{EVER}", options.invoices)
        export(f"/invoices/export.csv?{EVER}", options.invoices)
        export(f"/invoices/export.zip?{EVER}&currency=USD", options.pdfs)
