"""Ours and the straightforward pair: how each is started."""
from machine import API, HERE, ROOT, WORKER, Service

# The same for both. The collector is the one that Java chooses in a container of the size that compose gives.
FLAGS = ["-XX:+UseSerialGC", "-Xmx256m"]


def service(jar, database, port, pool):
    return Service(f"{jar.stem}-{port}", [*FLAGS, "-jar", str(jar)], database, port,
                   settings={"SPRING_DATASOURCE_HIKARI_MAXIMUMPOOLSIZE": str(pool)})


class Ours:
    name = "ours"

    def orders(self, port=API):
        # The outbox's relays have two more connections of their own.
        return service(ROOT / "order-api/target/order-api.jar", "orders", port, pool=10)

    def invoices(self, port=WORKER):
        return service(ROOT / "invoice-worker/target/invoice-worker.jar", "invoices", port, pool=12)


class Straightforward:
    name = "straightforward"

    def orders(self, port=API):
        return service(HERE / "straightforward-orders/target/straightforward-orders.jar", "orders", port, pool=12)

    def invoices(self, port=WORKER):
        return service(HERE / "straightforward-invoices/target/straightforward-invoices.jar", "invoices", port, pool=12)
