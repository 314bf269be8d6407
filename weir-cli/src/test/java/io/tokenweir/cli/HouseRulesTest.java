package io.tokenweir.cli;

import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.name;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.core.domain.properties.HasParameterTypes.Predicates.rawParameterTypes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import java.util.Map;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import org.slf4j.Logger;

/** Rules of the house that a compiler cannot know. */
@AnalyzeClasses(packages = "io.tokenweir", importOptions = ImportOption.DoNotIncludeTests.class)
class HouseRulesTest {
    /** With kafka-clients 4 this overload fails with an error that Reactor never delivers: the caller waits for ever. */
    @ArchTest
    static final ArchRule nobodyCallsTheBrokenOverloadOfReactorKafka = noClasses()
            .should()
            .callMethodWhere(target(owner(name("reactor.kafka.sender.TransactionManager")))
                    .and(target(name("sendOffsets")))
                    .and(target(rawParameterTypes(Map.class, String.class))));

    @ArchTest
    static final ArchRule theSimulatorKnowsNoKafka = noClasses()
            .that()
            .resideInAPackage("io.tokenweir.simulator..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.apache.kafka..", "io.tokenweir.events..", "io.tokenweir.common..");

    @ArchTest
    static final ArchRule limiterArithmeticDoesNoInputOrOutput = noClasses()
            .that()
            .resideInAPackage("io.tokenweir.limits..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("java.io..", "java.net..", "java.nio..", "java.util.concurrent..");

    @ArchTest
    static final ArchRule theLedgerCheckSharesNoArithmeticWithTheTopology = noClasses()
            .that()
            .resideInAPackage("io.tokenweir.report.check..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.tokenweir.streams..", "io.tokenweir.histogram..");

    @ArchTest
    static final ArchRule onlyTheCommandPrintsToTheTerminal = noClasses()
            .that()
            .resideOutsideOfPackage("io.tokenweir.cli..")
            .should()
            .accessField(System.class, "out")
            .orShould()
            .accessField(System.class, "err");

    @ArchTest
    static final ArchRule loggersArePrivate = classes()
            .should(new com.tngtech.archunit.lang.ArchCondition<>("keep their loggers private") {
                @Override
                public void check(
                        com.tngtech.archunit.core.domain.JavaClass type,
                        com.tngtech.archunit.lang.ConditionEvents events) {
                    type.getFields().stream()
                            .filter(field -> field.getRawType().isEquivalentTo(Logger.class))
                            .filter(field -> !field.getModifiers()
                                    .contains(com.tngtech.archunit.core.domain.JavaModifier.PRIVATE))
                            .forEach(field -> events.add(com.tngtech.archunit.lang.SimpleConditionEvent.violated(
                                    field, field.getFullName() + " is not private")));
                }
            });
}
