package io.orderflow.invoices;

import com.tngtech.archunit.core.importer.ImportOption;
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

@AnalyzeClasses(packages = "io.orderflow.invoices", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

	@ArchTest
	static final ArchRule invoicesKnowNothingOfTheIntake = noClasses().that()
		.resideInAPackage("..invoice..")
		.should()
		.dependOnClassesThat()
		.resideInAnyPackage("..intake..", "io.awspring..", "software.amazon..");

	@ArchTest
	static final ArchRule packagesFormNoCycle = slices().matching("io.orderflow.invoices.(*)..")
		.should()
		.beFreeOfCycles();

	@ArchTest
	static final ArchRule noAmountIsABinaryFloat = noFields().should()
		.haveRawType(double.class)
		.orShould()
		.haveRawType(float.class)
		.orShould()
		.haveRawType(Double.class)
		.orShould()
		.haveRawType(Float.class);

	@ArchTest
	static final ArchRule theTimeComesFromTheClock = noClasses().should()
		.callMethod(java.time.Instant.class, "now")
		.orShould()
		.callMethod(java.time.LocalDate.class, "now")
		.orShould()
		.callMethod(System.class, "currentTimeMillis");

	/**
	 * {@code OpenApiTest} holds these against the contract; the settings check the bus's
	 * name.
	 */
	@ArchTest
	static final ArchRule eventsAreMadeWhereTheContractIsTested = noClasses().that()
		.doNotHaveSimpleName("InvoiceIssued")
		.and()
		.doNotHaveSimpleName("InvoiceSettings")
		.should()
		.callConstructorWhere(target(owner(type(OutboxEvent.class))));

}
