package io.orderflow.orders.idempotency;

import java.security.Principal;
import java.util.concurrent.CompletableFuture;

import io.orderflow.orders.OrderApiTest;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

@OrderApiTest
class CallersTests {

	@Autowired
	private IdempotentRequests requests;

	@Autowired
	private TransactionTemplate transaction;

	@Autowired
	private JdbcClient jdbc;

	@BeforeEach
	void clear() {
		this.jdbc.sql("truncate idempotency_keys").update();
	}

	@Test
	void anAnswerIsGivenAgainToItsOwnCallerAlone() {
		assertThat(once("ada", "key-1", "for ada")).isEqualTo("for ada");
		assertThat(once("bob", "key-1", "for bob")).isEqualTo("for bob");
		assertThat(once(null, "key-1", "for nobody")).isEqualTo("for nobody");
		assertThat(once("ada", "key-1", "another")).isEqualTo("for ada");
		assertThat(once("bob", "key-1", "another")).isEqualTo("for bob");
		assertThat(once(null, "key-1", "another")).isEqualTo("for nobody");
	}

	@Test
	void noNameRunsIntoTheKey() {
		assertThat(once("ada", "b c", "first")).isEqualTo("first");
		assertThat(once("ada\nb", "c", "second")).isEqualTo("second");
		assertThat(once("ada b", "c", "third")).isEqualTo("third");
		assertThat(once("", "ada b c", "fourth")).isEqualTo("fourth");
		assertThat(once("ADA", "b c", "fifth")).isEqualTo("fifth");
		assertThatExceptionOfType(IllegalArgumentException.class).isThrownBy(() -> new IdempotencyKey("b\nc"));
	}

	@Test
	void aKeyThatIsInUseHindersNoOtherCaller() {
		Answer answer = this.requests.once(request("ada", "key-1"), () -> {
			String other = CompletableFuture.supplyAsync(() -> once("bob", "key-1", "for bob")).join();
			assertThat(other).isEqualTo("for bob");
			return new Answer("/orders/7", "for ada");
		});
		assertThat(answer.body()).isEqualTo("for ada");
	}

	@Test
	void anAnswerThatIsNotCommittedIsForgottenWithWhatItTellsOf() {
		this.transaction.executeWithoutResult((status) -> {
			once("ada", "key-1", "rolled back");
			status.setRollbackOnly();
		});
		assertThat(once("ada", "key-1", "committed")).isEqualTo("committed");
	}

	private String once(@Nullable String caller, String key, String body) {
		return this.requests.once(request(caller, key), () -> new Answer("/orders/7", body)).body();
	}

	private static IdempotentRequest request(@Nullable String caller, String key) {
		Principal principal = (caller != null) ? () -> caller : null;
		return IdempotentRequest.of(principal, new IdempotencyKey(key), new byte[32]);
	}

}
