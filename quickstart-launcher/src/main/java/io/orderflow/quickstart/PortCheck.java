package io.orderflow.quickstart;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;

/**
 * Looks, before anything is started, whether somebody else has a port. It does not
 * reserve them.
 */
final class PortCheck {

	private static final int MILLIS_TO_CONNECT = 500;

	private PortCheck() {
	}

	/**
	 * @return a sentence for each port that is in use, naming the port, who needs it, and
	 * who has it where that can be told; empty if all are free
	 */
	static List<String> complaints(Ports ports) {
		List<String> complaints = new ArrayList<>();
		ports.needs().forEach((port, need) -> {
			if (inUse(port)) {
				complaints.add("Port %d, which %s needs, is in use by %s".formatted(port, need, PortHolder.of(port)
					.orElse("somebody who cannot be told (as root, lsof -i :%d tells)".formatted(port))));
			}
		});
		return complaints;
	}

	/**
	 * Binding alone would not do: localhost may be ::1 for the user's client, and macOS
	 * lets 127.0.0.1 be bound beside somebody's wildcard.
	 */
	private static boolean inUse(int port) {
		return answers("127.0.0.1", port) || answers("::1", port) || !canBeBound(port);
	}

	private static boolean answers(String address, int port) {
		try (Socket socket = new Socket()) {
			socket.connect(new InetSocketAddress(InetAddress.getByName(address), port), MILLIS_TO_CONNECT);
			return true;
		}
		catch (IOException ex) {
			return false;
		}
	}

	private static boolean canBeBound(int port) {
		try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getByName("127.0.0.1"))) {
			return socket.isBound();
		}
		catch (IOException ex) {
			return false;
		}
	}

}
