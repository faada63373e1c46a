"""Load by wrk (closed loop) and vegeta (open loop)."""
import csv
import http.client
import json
import re
import subprocess

from machine import EVENTBRIDGE, ROOT, SQS, TARGET

# The one that the README and ./quickstart show.
ORDER = ROOT / "quickstart-launcher/src/main/resources/io/orderflow/quickstart/example-order.json"
CONNECTIONS = 64


def place(port):
    """Places an order, and returns it."""
    connection = http.client.HTTPConnection("127.0.0.1", port)
    connection.request("POST", "/orders", ORDER.read_bytes(), {"Content-Type": "application/json"})
    return json.loads(connection.getresponse().read())


def closed_loop(ports, seconds):
    """As many orders as go in, with wrk, the connections shared out among the ports: orders taken a second, and how many
    were refused in all."""
    script = TARGET / "order.lua"
    script.write_text(f'''wrk.method = "POST"
wrk.headers["Content-Type"] = "application/json"
wrk.body = io.open("{ORDER}"):read("*a")
''')
    loads = [subprocess.Popen(["wrk", "-t1", f"-c{CONNECTIONS // len(ports)}", f"-d{seconds}s", "--timeout", "30s",
                               "-s", script, f"http://127.0.0.1:{port}/orders"], stdout=subprocess.PIPE, text=True)
             for port in ports]
    taken = refused = 0
    for load in loads:
        out, _ = load.communicate()
        if load.returncode != 0 or "Socket errors" in out:
            raise RuntimeError("wrk got no answer to some orders:\n" + out)
        no_success = sum(map(int, re.findall(r"Non-2xx or 3xx responses: (\d+)", out)))
        refused += no_success
        taken += int(re.search(r"(\d+) requests in", out)[1]) - no_success
    return taken / seconds, refused


def vegeta(port, seconds, *options):
    """Each order's (time in s since the first, status, latency in ms)."""
    results = TARGET / "vegeta.bin"
    target = f"POST http://127.0.0.1:{port}/orders\nContent-Type: application/json\n@{ORDER}\n"
    program = TARGET / "bin/vegeta"
    subprocess.run([program, "attack", *options, f"-duration={seconds}s", "-timeout=30s", f"-output={results}"],
                   input=target, check=True, text=True)
    rows = csv.reader(subprocess.run([program, "encode", "-to=csv", results], check=True, capture_output=True,
                                     text=True).stdout.splitlines())
    # Its columns are the time in ns, the status and the latency in ns, among others.
    answers = [(int(row[0]) / 1e9, row[1], int(row[2]) / 1e6) for row in rows]
    start = min(time for time, _, _ in answers)
    return [(time - start, status, latency) for time, status, latency in answers]


def taken(answers):
    """The latencies of the orders that were taken, in ms."""
    return [latency for _, status, latency in answers if status == "201"]


def open_loop(port, seconds, rate):
    """Orders at a fixed rate, however long the answers take: a slow answer delays no later order."""
    return vegeta(port, seconds, f"-rate={rate}/1s", "-workers=64", "-max-workers=2000")


def burst(port, seconds):
    """A closed loop of which each answer is kept."""
    return vegeta(port, seconds, "-rate=0", f"-max-workers={CONNECTIONS}", f"-connections={CONNECTIONS}")


def events(details):
    """Puts events on the bus, ten a call."""
    connection = http.client.HTTPConnection("127.0.0.1", EVENTBRIDGE)
    for start in range(0, len(details), 10):
        entries = [{"EventBusName": "orders", "Source": "demo.orders", "DetailType": "OrderPlaced", "Detail": detail}
                   for detail in details[start:start + 10]]
        answer = json.loads(call(connection, "AWSEvents.PutEvents", {"Entries": entries}))
        if answer["FailedEntryCount"]:
            raise RuntimeError(f"EventBridge did not take all: {answer}")


def warm_up_aws():
    """Or the pair that comes first would meet it cold."""
    events([json.dumps({"state": "created"})] * 50_000)
    purge()


def purge():
    """Empties the queue."""
    call(http.client.HTTPConnection("127.0.0.1", SQS), "AmazonSQS.PurgeQueue",
         {"QueueUrl": f"http://127.0.0.1:{SQS}/000000000000/invoices"})


def call(connection, operation, body):
    """Calls AWS, and returns the answer's body."""
    connection.request("POST", "/", json.dumps(body), {"Content-Type": "application/x-amz-json-1.0", "X-Amz-Target": operation})
    answer = connection.getresponse()
    text = answer.read()
    if answer.status != 200:
        raise RuntimeError(f"{operation}: {answer.status} {text}")
    return text
