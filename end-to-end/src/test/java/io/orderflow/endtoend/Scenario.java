package io.orderflow.endtoend;

/**
 * What is to happen.
 *
 * @param name for the report and the folder
 * @param apis instances of order-api
 * @param workers instances of invoice-worker
 * @param kills how often each process is killed
 * @param orders how many orders are placed meanwhile
 * @param seed of the kills: which process, when, and how long it stays away. How the
 * processes' threads run is beyond it
 */
record Scenario(String name, int apis, int workers, int kills, int orders, long seed) {

}
