"""Load by wrk (closed loop) and vegeta (open loop)."""
import csv
import re
import subprocess

from machine import ROOT, TARGET

# The one that the README and ./quickstart show.
ORDER = ROOT / "quickstart-launcher/src/main/resources/io/orderflow/quickstart/example-order.json"
CONNECTIONS = 64


def closed_loop(port, seconds):
    """As many orders as go in, with wrk: orders taken a second, and how many were refused in all."""
    script = TARGET / "order.lua"
    script.write_text(f'''wrk.method = "POST"
wrk.headers["Content-Type"] = "application/json"
wrk.body = io.open("{ORDER}"):read("*a")
''')
    out = subprocess.run(["wrk", "-t1", f"-c{CONNECTIONS}", f"-d{seconds}s", "--timeout", "30s", "-s", script,
                          f"http://127.0.0.1:{port}/orders"], check=True, capture_output=True, text=True).stdout
    if "Socket errors" in out:
        raise RuntimeError("wrk got no answer to some orders:\n" + out)
    refused = sum(map(int, re.findall(r"Non-2xx or 3xx responses: (\d+)", out)))
    return (int(re.search(r"(\d+) requests in", out)[1]) - refused) / seconds, refused


def vegeta(port, seconds, *options):
    """The latency in ms of each order that was taken, and how many were not."""
    results = TARGET / "vegeta.bin"
    target = f"POST http://127.0.0.1:{port}/orders\nContent-Type: application/json\n@{ORDER}\n"
    program = TARGET / "bin/vegeta"
    subprocess.run([program, "attack", *options, f"-duration={seconds}s", "-timeout=30s", f"-output={results}"],
                   input=target, check=True, text=True)
    rows = csv.reader(subprocess.run([program, "encode", "-to=csv", results], check=True, capture_output=True,
                                     text=True).stdout.splitlines())
    # Its columns are the time, the status and the latency in ns, among others.
    answers = [(row[1], int(row[2])) for row in rows]
    taken = [latency / 1e6 for status, latency in answers if status == "201"]
    return taken, len(answers) - len(taken)


def open_loop(port, seconds, rate):
    """Orders at a fixed rate, however long the answers take: a slow answer delays no later order."""
    return vegeta(port, seconds, f"-rate={rate}/1s", "-workers=64", "-max-workers=2000")


def burst(port, seconds):
    """A closed loop of which each answer is kept."""
    return vegeta(port, seconds, "-rate=0", f"-max-workers={CONNECTIONS}", f"-connections={CONNECTIONS}")
