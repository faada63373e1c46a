package io.orderflow.orders;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import io.orderflow.outbox.OutboxEvent;

import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

@AnalyzeClasses(packages = "io.orderflow.orders", importOptions = DoNotIncludeTests.class)
class ArchitectureTests {

	@ArchTest
	static final ArchRule packagesDoNotDependOnEachOtherInCircles = slices().matching("io.orderflow.orders.(*)..")
		.should()
		.beFreeOfCycles();

	@ArchTest
	static final ArchRule noAmountIsABinaryFloat = noFields().should()
		.haveRawType(double.class)
		.orShould()
		.haveRawType(float.class)
		.orShould()
		.haveRawType(Double.class);

	@ArchTest
	static final ArchRule ordersReachEventBridgeThroughTheOutboxAlone = noClasses().should()
		.dependOnClassesThat()
		.resideInAPackage("software.amazon.awssdk.services.eventbridge..");

	/**
	 * {@code OpenApiTests} holds these against the contract; the settings check the bus's
	 * name.
	 */
	@ArchTest
	static final ArchRule eventsAreMadeWhereTheContractIsTested = noClasses().that()
		.doNotHaveSimpleName("OrderPlaced")
		.and()
		.doNotHaveSimpleName("OrderCancelled")
		.and()
		.doNotHaveSimpleName("OrderProperties")
		.should()
		.callConstructorWhere(target(owner(type(OutboxEvent.class))));

}
