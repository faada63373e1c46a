package io.orderflow.security;

import java.net.InetAddress;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.web.server.autoconfigure.ServerProperties;
import org.springframework.security.oauth2.jwt.JwtDecoder;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What the service says at start about who gets in.
 */
@ExtendWith(OutputCaptureExtension.class)
class OpenDoorTests {

	@Test
	void onLoopbackItSaysThatThereIsNoAuthenticationAndWhatToSet(CapturedOutput output) throws Exception {
		start("127.0.0.1", Map.of());
		assertThat(output).contains("There is no authentication", "127.0.0.1:4711",
				"SPRING_SECURITY_OAUTH2_RESOURCESERVER_JWT_ISSUERURI");
	}

	@Test
	void elsewhereItSaysSoLouder(CapturedOutput output) throws Exception {
		start("0.0.0.0", Map.of());
		assertThat(output).contains("NO AUTHENTICATION, AND NOT ON LOOPBACK", "0.0.0.0:4711", "SERVER_ADDRESS");
		start(null, Map.of());
		assertThat(output).contains("every address:4711");
	}

	@Test
	void withTokensItSaysNothing(CapturedOutput output) throws Exception {
		JwtDecoder decoder = (token) -> {
			throw new UnsupportedOperationException();
		};
		start("0.0.0.0", Map.of("decoder", decoder));
		assertThat(output).isEmpty();
	}

	private static void start(@Nullable String address, Map<String, Object> beans) throws Exception {
		ServerProperties server = new ServerProperties();
		server.setAddress((address != null) ? InetAddress.getByName(address) : null);
		OpenDoor door = new OpenDoor(new StaticListableBeanFactory(beans).getBeanProvider(JwtDecoder.class), server);
		door.tell(4711);
	}

}
