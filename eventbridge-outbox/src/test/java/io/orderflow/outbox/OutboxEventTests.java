package io.orderflow.outbox;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class OutboxEventTests {

	@Test
	void itsSizeIsThatOfItsPartsInUtf8AndOfItsTime() {
		OutboxEvent event = new OutboxEvent("orders", "shop", "Ordered", "{\"é\":\"\uD83D\uDE00\"}");
		assertThat(event.size()).isEqualTo(14 + 4 + 7 + 13);
	}

	@ParameterizedTest
	@CsvSource({ "'a b',shop,Ordered", "'',shop,Ordered", "orders,'',Ordered", "orders,aws.shop,Ordered",
			"orders,shop,''" })
	void whatEventBridgeCouldNeverTakeIsRefused(String bus, String source, String detailType) {
		assertThatIllegalArgumentException().isThrownBy(() -> new OutboxEvent(bus, source, detailType, "{}"))
			.withMessageContaining("of an event must be");
	}

	@Test
	void aBusCanBeGivenByItsArn() {
		String arn = "arn:aws:events:eu-central-1:000000000000:event-bus/orders";
		assertThat(new OutboxEvent(arn, "shop", "Ordered", "{}").bus()).isEqualTo(arn);
	}

}
