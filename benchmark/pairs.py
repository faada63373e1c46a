"""Ours and the straightforward pair: how each is started."""
import dataclasses
import uuid

from machine import API, HERE, ROOT, WORKER, Service

# The same for both, and as in the image.
OPTIONS = ["-XX:+UseSerialGC", "-XX:TrimNativeHeapInterval=5000", "-XX:+ExitOnOutOfMemoryError"]
HEAP = 256
POOL_SIZE = 12
# From the port of a service to that of its second instance.
SECOND = 10


def extracted(service):
    """As the image runs it."""
    folder = ROOT / service / "target" / "aot"
    return [f"-XX:AOTCache={folder / 'app.aot'}", "-jar", str(folder / f"{service}.jar")]


def jar(folder, service):
    return ["-jar", str(folder / service / "target" / f"{service}.jar")]


@dataclasses.dataclass
class Pair:
    name: str
    orders_command: list
    invoices_command: list
    # That the order service has beside its pool.
    further_connections: int = 0

    def orders(self, heap=HEAP, offset=0):
        return self.service("orders", self.orders_command, API + offset, heap, POOL_SIZE - self.further_connections)

    def invoices(self, heap=HEAP, offset=0):
        return self.service("invoices", self.invoices_command, WORKER + offset, heap, POOL_SIZE)

    def service(self, database, command, port, heap, connections):
        return Service(f"{self.name}-{database}-{port}",
                       [*OPTIONS, f"-Xmx{heap}m", *command], database, port,
                       {"SPRING_DATASOURCE_HIKARI_MAXIMUMPOOLSIZE": str(connections)})


class Ours(Pair):
    has_outbox = True
    more_rows = """
insert into orders (id, placed_at, currency, reference, customer, lines, net, vat, gross)
select uuidv7(-n * interval '2 s'), now() - n * interval '2 s', currency, reference, customer, lines, net, vat, gross
from (select * from orders limit 1) as one, generate_series(1, {orders}) as n;
truncate eventbridge_outbox;
insert into eventbridge_outbox (bus, source, detail_type, detail)
select 'orders', 'demo.orders', 'OrderPlaced', jsonb_set('{detail}', '{{id}}', to_jsonb(uuidv7()))::json
from generate_series(1, {events});
"""

    @staticmethod
    def new_id(_):
        return str(uuid.uuid4())

    @staticmethod
    def event(order):
        """The detail of the event that an order was placed."""
        totals = {**order["totals"], "grossMinor": int(order["totals"]["gross"].replace(".", ""))}
        return {**order, "totals": totals, "state": "created", "schemaVersion": 1, "eventId": str(uuid.uuid4())}


class Straightforward(Pair):
    has_outbox = False
    more_rows = """
with copies as (
    insert into orders (placed_at, currency, reference, customer_name, customer_email, customer_vat_id, customer_street,
        customer_city, customer_postcode, customer_country, net, vat, gross)
    select placed_at, currency, reference, customer_name, customer_email, customer_vat_id, customer_street,
        customer_city, customer_postcode, customer_country, net, vat, gross
    from (select * from orders limit 1) as one, generate_series(1, {orders})
    returning id)
insert into order_lines (order_id, position, sku, description, quantity, unit_price, vat_rate)
select copies.id, position, sku, description, quantity, unit_price, vat_rate
from copies, order_lines where order_id = (select min(id) from orders);
"""

    @staticmethod
    def new_id(number):
        return 10 ** 9 + number

    @staticmethod
    def event(order):
        return {**order, "state": "created"}


# Two relays of the outbox have a connection each, and so has what reads its backlog.
OURS = Ours("ours", extracted("order-api"), extracted("invoice-worker"), 3)
OURS_AS_PLAIN_JARS = Ours("ours-plain", jar(ROOT, "order-api"), jar(ROOT, "invoice-worker"), 3)
STRAIGHTFORWARD = Straightforward("straightforward", jar(HERE, "straightforward-orders"), jar(HERE, "straightforward-invoices"))
