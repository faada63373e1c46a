"""Load by wrk (closed loop) and vegeta (open loop)."""
import csv
import json
import pathlib
import re
import subprocess

from machine import TARGET

ORDER = json.dumps({
    "customer": {"name": "Ada Lovelace", "email": "ada@example.com",
                 "address": {"street": "12 St James's Square", "city": "London", "postcode": "SW1Y 4JH",
                             "country": "GB"}},
    "currency": "EUR", "reference": "PO-4711",
    "lines": [{"sku": "BOOK-1", "description": "Notes on the Analytical Engine", "quantity": 2, "unitPrice": "12.50",
               "vatRate": "20"},
              {"sku": "PEN-3", "description": "Pencil", "quantity": "10", "unitPrice": "0.45",
               "vatRate": "20"}]}).encode()
CONNECTIONS = 64


def body_file():
    path = TARGET / "order.json"
    path.write_bytes(ORDER)
    return path


def closed_loop(port, seconds, connections=CONNECTIONS):
    """As many orders as go in, with wrk: orders taken a second, and how many were refused in all."""
    script = TARGET / "order.lua"
    script.write_text(f'''wrk.method = "POST"
wrk.headers["Content-Type"] = "application/json"
wrk.body = io.open("{body_file()}"):read("*a")
''')
    out = subprocess.run(["wrk", "-t1", f"-c{connections}", f"-d{seconds}s", "--timeout", "30s", "-s", script,
                          f"http://127.0.0.1:{port}/orders"], check=True, capture_output=True, text=True).stdout
    refused = sum(map(int, re.findall(r"Non-2xx or 3xx responses: (\d+)", out)))
    return (int(re.search(r"(\d+) requests in", out)[1]) - refused) / seconds, refused


def vegeta(port, seconds, *options):
    """(seconds since the start, latency in ms) of each order that was taken, and how many were not."""
    results = TARGET / "vegeta.bin"
    target = f"POST http://127.0.0.1:{port}/orders\nContent-Type: application/json\n@{body_file()}\n"
    program = TARGET / "bin/vegeta"
    subprocess.run([program, "attack", *options, f"-duration={seconds}s", "-timeout=30s", f"-output={results}"],
                   input=target, check=True, text=True)
    rows = csv.reader(subprocess.run([program, "encode", "-to=csv", results], check=True, capture_output=True,
                                     text=True).stdout.splitlines())
    answers = [(int(row[0]), int(row[1]), int(row[2])) for row in rows]
    begin = min(at for at, _, _ in answers)
    taken = [((at - begin) / 1e9, latency / 1e6) for at, code, latency in answers if code == 201]
    return taken, len(answers) - len(taken)


def open_loop(port, seconds, rate):
    """Orders at a fixed rate, however long the answers take: a slow answer delays no later order."""
    return vegeta(port, seconds, f"-rate={rate}/1s", "-workers=64", "-max-workers=2000")


def burst(port, seconds, connections=CONNECTIONS):
    """A closed loop of which each answer is kept."""
    return vegeta(port, seconds, "-rate=0", f"-max-workers={connections}", f"-connections={connections}")
