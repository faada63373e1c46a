package io.orderflow.orders;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

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

}
