package io.orderflow.endtoend;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/**
 * A certificate for {@code localhost} as RDS has them for its databases: signed by an
 * authority between it and the root, as PEM. The JDK's own tool makes them.
 *
 * @param root the root's certificate
 * @param chain the server's certificate, and after it those that lead to the root
 * @param key the server's, readable by its owner alone, as PostgreSQL wants it
 */
record Certificate(Path root, Path chain, Path key) {

	private static final char[] PASSWORD = "changeit".toCharArray();

	static Certificate create(Path folder, String name) throws IOException, InterruptedException {
		Path store = folder.resolve(name + ".p12");
		generate(store, "root", "-ext", "bc:c");
		generate(store, "between", "-ext", "bc:c", "-signer", "root");
		generate(store, "server", "-ext", "san=dns:localhost", "-signer", "between");
		try (InputStream in = Files.newInputStream(store)) {
			KeyStore keys = KeyStore.getInstance("PKCS12");
			keys.load(in, PASSWORD);
			StringBuilder chain = new StringBuilder();
			for (var certificate : keys.getCertificateChain("server")) {
				chain.append(pem("CERTIFICATE", certificate.getEncoded()));
			}
			Path root = Files.writeString(folder.resolve(name + "-root.crt"),
					pem("CERTIFICATE", keys.getCertificate("root").getEncoded()));
			Path key = Files.createFile(folder.resolve(name + ".key"),
					PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
			Files.writeString(key, pem("PRIVATE KEY", keys.getKey("server", PASSWORD).getEncoded()));
			return new Certificate(root, Files.writeString(folder.resolve(name + ".crt"), chain), key);
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static void generate(Path store, String alias, String... options) throws IOException, InterruptedException {
		List<String> command = new ArrayList<>(
				List.of(Path.of(System.getProperty("java.home"), "bin", "keytool").toString(), "-genkeypair", "-alias",
						alias, "-keyalg", "RSA", "-dname", "CN=" + alias, "-keystore", store.toString(), "-storepass",
						new String(PASSWORD)));
		command.addAll(List.of(options));
		if (new ProcessBuilder(command).inheritIO().start().waitFor() != 0) {
			throw new IllegalStateException("keytool made no certificate");
		}
	}

	private static String pem(String type, byte[] content) {
		return "-----BEGIN %1$s-----%n%2$s%n-----END %1$s-----%n".formatted(type,
				Base64.getMimeEncoder().encodeToString(content));
	}

}
