package io.orderflow.endtoend;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;

/**
 * A port that stays free while its owner is away: below those that a system hands out to
 * whoever asks for any.
 */
final class FreePort {

	private FreePort() {
	}

	static int find() {
		while (true) {
			int port = ThreadLocalRandom.current().nextInt(12_000, 32_000);
			try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
				return socket.getLocalPort();
			}
			catch (IOException ex) {
				// In use: another one.
			}
		}
	}

}
