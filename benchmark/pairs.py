"""Ours and the straightforward pair: how each is started."""
import dataclasses
import pathlib

from machine import API, HERE, ROOT, WORKER, Service

# The same for both. The collector is the one that Java chooses in a container of the size that compose gives.
FLAGS = ["-XX:+UseSerialGC", "-Xmx256m"]
CONNECTIONS = 12


@dataclasses.dataclass
class Pair:
    name: str
    orders_jar: pathlib.Path
    invoices_jar: pathlib.Path
    # That the order service has beside its pool.
    further_connections: int = 0

    def orders(self):
        return self.service(self.orders_jar, "orders", API, CONNECTIONS - self.further_connections)

    def invoices(self):
        return self.service(self.invoices_jar, "invoices", WORKER, CONNECTIONS)

    def service(self, jar, database, port, pool):
        return Service(jar.stem, [*FLAGS, "-jar", str(jar)], database, port,
                       {"SPRING_DATASOURCE_HIKARI_MAXIMUMPOOLSIZE": str(pool)})


# Two relays of the outbox have a connection each.
OURS = Pair("ours", ROOT / "order-api/target/order-api.jar", ROOT / "invoice-worker/target/invoice-worker.jar", 2)
STRAIGHTFORWARD = Pair("straightforward", HERE / "straightforward-orders/target/straightforward-orders.jar",
                       HERE / "straightforward-invoices/target/straightforward-invoices.jar")
