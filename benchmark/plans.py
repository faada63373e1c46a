"""Fills both databases with a million rows, has the services do everything that they do there, and prints of each statement
the scans of its slowest run, beside other statements. Fails where one reads a large table from end to end."""
import collections
import json
import re
import sys
import urllib.error
import urllib.request

import load
from machine import API, WORKER, Aws, Calls, Postgres, wait_until
from pairs import OURS

# What grows with every order. The outbox does not: it holds what waits.
LARGE = ("orders", "idempotency_keys", "cancellations", "issued_invoices", "invoices", "invoiced_orders", "dead_letters")

ORDERS = """
insert into idempotency_keys select 'anonymous', 'key ' || n, sha256('any'), location, body, now() + (n - 5000) * interval '1 s'
from (select * from idempotency_keys limit 1) as one, generate_series(1, 1000000) as n on conflict do nothing;
insert into cancellations select id, now(), 'any' from orders on conflict do nothing;
insert into issued_invoices select id, false, '2020-000001', now() from orders on conflict do nothing;
insert into eventbridge_outbox (bus, source, detail_type, detail, last_error, parked_at)
select 'orders', 'demo.orders', 'OrderPlaced', '{}', case when n % 10 = 0 then 'InvalidArgument: any' else 'MalformedDetail: any' end,
    now() from generate_series(1, 10000) as n;
"""
INVOICES = """
insert into invoice_series values ('2020', 999999, '2020-12-31');
create temp table copies as select gen_random_uuid() as id, n from generate_series(1, 999999) as n;
insert into invoiced_orders select id, sha256('any'), now() from copies;
insert into invoices select '2020-' || lpad(n::text, 6, '0'), '2020', n, copies.id, event_id, '2020-12-31', '2020-12-31', currency,
    reference, net, vat, gross, customer, lines, vat_breakdown from copies, (select * from invoices limit 1) as one;
insert into dead_letters (queue, message_id, reason, attributes, envelope, encoding, sent_at, collected_at, settled_as, settled_at,
    because)
select 'invoices-dead-letters', 'message ' || n, 'reason_' || n % 7, '{}', 'any', 'UTF-8', now(), now(),
    case when n % 100 > 0 then 'discarded' end, case when n % 100 > 0 then now() end, case when n % 100 > 0 then 'any' end
from generate_series(1, 1000000) as n;
"""


def ask(port, path, body=None, **headers):
    """Returns the answer's JSON."""
    request = urllib.request.Request(f"http://127.0.0.1:{port}{path}", body if isinstance(body, bytes) or body is None
                                     else json.dumps(body).encode(), {"Content-Type": "application/json", **headers})
    try:
        with urllib.request.urlopen(request) as answer:
            return json.load(answer)
    except urllib.error.HTTPError as error:
        raise RuntimeError(f"{path}: {error.code} {error.read().decode()}") from error


def use(postgres):
    """Everything that makes a statement."""
    order = load.place(API)
    for _ in range(2):
        ask(API, "/orders", load.ORDER.read_bytes(), **{"Idempotency-Key": "mine"})
    ask(API, f"/orders/{order['id']}")
    page = ask(API, "/orders?limit=100")
    ask(API, f"/orders?limit=100&after={page['next']}")
    ask(API, "/actuator/republish", {"since": order["placedAt"]})
    for query in ("", "?reason=InvalidArgument&limit=50", "?after=5"):
        parked = ask(API, f"/actuator/outbox{query}")["items"]
    ask(API, f"/actuator/outbox/{parked[0]['id']}")
    ask(API, f"/actuator/outbox/{parked[0]['id']}", {"action": "discard", "because": "any"})
    ask(API, "/actuator/outbox", {"action": "discard", "reason": "InvalidArgument", "because": "any"})
    ask(API, "/actuator/outbox", {"action": "put-back", "reason": "MalformedDetail"})

    wait_until(lambda: ask(WORKER, f"/invoices?orderId={order['id']}")["items"], "the order has its invoice", 600, every=0.5)
    page = ask(WORKER, "/invoices?limit=100")
    ask(WORKER, f"/invoices?limit=100&after={page['next']}")
    ask(WORKER, f"/invoices/{page['items'][0]['number']}")
    ask(WORKER, f"/invoices?limit=100&issuedTo=2020-12-31&currency=EUR")
    ask(WORKER, f"/invoices/vat-totals?issuedFrom={page['items'][0]['issuedOn']}&issuedTo=2999-12-31")
    for _ in range(2):
        ask(API, f"/orders/{order['id']}/cancellation", {"reason": "any"})
    wait_until(lambda: ask(API, f"/orders/{order['id']}").get("creditNote"), "the order has its credit note", 600, every=0.5)
    letters = postgres.number("select count(*) from dead_letters", "invoices")
    load.events([json.dumps({"state": "created"})])
    wait_until(lambda: postgres.number("select count(*) from dead_letters", "invoices") > letters, "a dead letter is collected")
    for query in ("", "?reason=reason_3", "?queue=invoices-dead-letters&order=oldest", "?state=discarded", "?state=all&after=500000"):
        waiting = ask(WORKER, f"/actuator/deadletters{query}")["items"]
    waiting = ask(WORKER, "/actuator/deadletters?order=oldest")["items"]
    ask(WORKER, f"/actuator/deadletters/{waiting[0]['id']}")
    ask(WORKER, f"/actuator/deadletters/{waiting[0]['id']}", {"action": "discard", "because": "any"})
    ask(WORKER, f"/actuator/deadletters/{waiting[1]['id']}", {"action": "put-back"})
    ask(WORKER, "/actuator/deadletters", {"action": "discard", "reason": waiting[2]["reason"], "because": "any"})


def nodes(plan):
    yield plan
    for child in plan.get("Plans", ()):
        yield from nodes(child)


def read(node):
    """Rows that a scan has looked at."""
    return int((node["Actual Rows"] + node.get("Rows Removed by Filter", 0)) * node["Actual Loops"])


def described(scan):
    return f"{scan['Node Type']} {scan.get('Index Name') or scan.get('Relation Name')}, {read(scan)} rows"


def plans(log):
    """Of each statement the plan that took longest: (ms, scans)."""
    worst = collections.defaultdict(lambda: (-1.0, []))
    for duration, plan in re.findall(r"duration: ([0-9.]+) ms  plan:\n((?:\t.*\n|[{}]\n?)+)", log):
        plan = json.loads(plan)
        scans = [node for node in nodes(plan["Plan"]) if "Scan" in node["Node Type"] and "Actual Rows" in node
                 and ("Relation Name" in node or "Index Name" in node)]
        text = " ".join(plan["Query Text"].split())
        worst[text] = max(worst[text], (float(duration), scans), key=lambda found: found[0])
    return worst


with Postgres("shared_preload_libraries=auto_explain", "auto_explain.log_format=json", "auto_explain.log_analyze=on",
              "auto_explain.log_nested_statements=on", "auto_explain.log_timing=off") as postgres, Aws(), Calls():
    postgres.fresh_databases()
    with OURS.orders() as orders, OURS.invoices() as invoices:
        orders.ready()
        invoices.ready()
        detail = json.dumps(OURS.event(load.place(API))).replace("'", "''")
        ask(API, "/orders", load.ORDER.read_bytes(), **{"Idempotency-Key": "first"})
        wait_until(lambda: postgres.number("select count(*) from invoices", "invoices") == 2, "the orders are invoiced")
    postgres.sql(OURS.more_rows.format(orders=1_000_000, events=20_000, detail=detail) + ORDERS, "orders")
    postgres.sql(INVOICES, "invoices")
    for database in ("orders", "invoices"):
        postgres.sql("vacuum analyze", database)
        postgres.sql(f"alter database {database} set auto_explain.log_min_duration = 0")
    with OURS.orders() as orders, OURS.invoices() as invoices:
        orders.ready()
        invoices.ready()
        use(postgres)
        wait_until(lambda: postgres.number("select count(*) from eventbridge_outbox where parked_at is null", "orders") == 0,
                   "the backlog is carried", 600, every=0.5)
        wait_until(lambda: "delete from idempotency_keys" in postgres.log.read_text(), "expired keys are deleted", every=1)

whole = []
for text, (duration, scans) in sorted(plans(postgres.log.read_text()).items()):
    if not re.search(r"\b(eventbridge_outbox|invoice_series|" + "|".join(LARGE) + r")\b", text):
        continue
    print(f"{duration:8.2f} ms  {text[:150]}\n" + "".join(f"{'':13}{described(scan)}\n" for scan in scans))
    whole += [(text, described(scan)) for scan in scans
              if scan["Node Type"] == "Seq Scan" and scan["Relation Name"] in LARGE]
if whole:
    sys.exit("\n".join(["Read from end to end:", *map(str, whole)]))
