package io.orderflow.endtoend;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;

/**
 * A certificate for {@code localhost}, signed by itself, and its key, as PEM. The JDK's
 * own tool makes them.
 *
 * @param key readable by its owner alone, as PostgreSQL wants it
 */
record Certificate(Path certificate, Path key) {

	private static final char[] PASSWORD = "changeit".toCharArray();

	static Certificate create(Path folder, String name) throws IOException, InterruptedException {
		Path store = folder.resolve(name + ".p12");
		Process keytool = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
				"-genkeypair", "-alias", "server", "-keyalg", "RSA", "-dname", "CN=" + name, "-ext",
				"san=dns:localhost", "-keystore", store.toString(), "-storepass", new String(PASSWORD))
			.inheritIO()
			.start();
		if (keytool.waitFor() != 0) {
			throw new IllegalStateException("keytool made no certificate");
		}
		try (InputStream in = Files.newInputStream(store)) {
			KeyStore keys = KeyStore.getInstance("PKCS12");
			keys.load(in, PASSWORD);
			Path certificate = Files.writeString(folder.resolve(name + ".crt"),
					pem("CERTIFICATE", keys.getCertificate("server").getEncoded()));
			Path key = Files.createFile(folder.resolve(name + ".key"),
					PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
			Files.writeString(key, pem("PRIVATE KEY", keys.getKey("server", PASSWORD).getEncoded()));
			return new Certificate(certificate, key);
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static String pem(String type, byte[] content) {
		return "-----BEGIN %1$s-----%n%2$s%n-----END %1$s-----%n".formatted(type,
				Base64.getMimeEncoder().encodeToString(content));
	}

}
