package org.voiceteller.http.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

/** Who may know whom. One rule a test, each with its reason. */
class ArchitectureTest {

  private static final JavaClasses OURS =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("org.voiceteller");

  @Test
  void coreIsPureJava() {
    noClasses()
        .that()
        .resideInAPackage("org.voiceteller.core..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "org.apache.pekko..",
            "software.amazon..",
            "com.datastax..",
            "com.typesafe..",
            "java.net.http..",
            "java.nio.file..",
            "java.sql..")
        .because("the bank's rules must be readable and testable without anything that moves")
        .check(OURS);
  }

  @Test
  void coreOpensNoFiles() {
    noClasses()
        .that()
        .resideInAPackage("org.voiceteller.core..")
        .should()
        .dependOnClassesThat()
        .haveNameMatching("java\\.io\\.(File|RandomAccessFile).*|java\\.net\\..*Socket.*")
        .because("what the rules read lies beside them on the class path")
        .check(OURS);
  }

  @Test
  void coreKnowsNoOtherModule() {
    noClasses()
        .that()
        .resideInAPackage("org.voiceteller.core..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "org.voiceteller.actors..",
            "org.voiceteller.streams..",
            "org.voiceteller.persistence..",
            "org.voiceteller.http..")
        .because("everything rests on the rules, and they rest on nothing")
        .check(OURS);
  }

  @Test
  void coreReadsNoClock() {
    noClasses()
        .that()
        .resideInAPackage("org.voiceteller.core..")
        .should()
        .callMethod(Instant.class, "now")
        .orShould()
        .callMethod(LocalDate.class, "now")
        .orShould()
        .callMethod(System.class, "currentTimeMillis")
        .orShould()
        .callMethod(System.class, "nanoTime")
        .because("time is an argument, so that history decides the same again")
        .check(OURS);
  }

  @Test
  void actorsKnowOnlyCore() {
    noClasses()
        .that()
        .resideInAPackage("org.voiceteller.actors..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "org.voiceteller.streams..", "org.voiceteller.persistence..", "org.voiceteller.http..")
        .because("who decides must not depend on how it sounds or where it is kept")
        .check(OURS);
  }

  @Test
  void streamsKnowOnlyCore() {
    noClasses()
        .that()
        .resideInAPackage("org.voiceteller.streams..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "org.voiceteller.actors..", "org.voiceteller.persistence..", "org.voiceteller.http..")
        .because("the conversation reaches the session through core's port alone")
        .check(OURS);
  }

  @Test
  void tracesAreMadeAtThePorts() {
    noClasses()
        .that()
        .resideInAnyPackage("org.voiceteller.core..", "org.voiceteller.streams..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("io.opentelemetry..", "io.micrometer..")
        .because("rules and sound do not know who looks on")
        .check(OURS);
  }

  @Test
  void persistenceKnowsOnlyCore() {
    noClasses()
        .that()
        .resideInAPackage("org.voiceteller.persistence..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "org.voiceteller.actors..", "org.voiceteller.streams..", "org.voiceteller.http..")
        .because("memory holds events, not those who decide them")
        .check(OURS);
  }

  @Test
  void nobodyKnowsTheStandIn() {
    noClasses()
        .that()
        .resideOutsideOfPackage("org.voiceteller.localsonic..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("org.voiceteller.localsonic..")
        .because("the stand-in is reached over the wire like the model it stands in for")
        .check(OURS);
  }

  @Test
  void nobodyKnowsTheTrunkAdapter() {
    noClasses()
        .that()
        .resideOutsideOfPackage("org.voiceteller.siptrunk..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.voiceteller.siptrunk..", "javax.sip..", "gov.nist..")
        .because("it is a client in a process of its own, and the bank must not need its SIP stack")
        .check(OURS);
  }

  @Test
  void onlyTheUpgradeTouchesPekkoHttpsInside() {
    noClasses()
        .that()
        .haveNameNotMatching("org\\.voiceteller\\.http\\.call\\.(BoundedUpgrade|WholeMessages).*")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("org.apache.pekko.http.impl..")
        .because("an internal class may change with any version, so one place uses it, tested")
        .check(OURS);
  }

  @Test
  void theTerminalIsAClientLikeAnyOther() {
    noClasses()
        .that()
        .resideInAPackage("org.voiceteller.http.terminal..")
        .should()
        .dependOnClassesThat(
            resideInAnyPackage(
                    "org.voiceteller.core..",
                    "org.voiceteller.actors..",
                    "org.voiceteller.streams..",
                    "org.voiceteller.persistence..",
                    "org.voiceteller.http.call..")
                .and(resideOutsideOfPackage("org.voiceteller.streams.sound..")))
        .because("it must work against any bank that speaks the public protocol; sound is sound")
        .check(OURS);
  }

  @Test
  void packagesAreFeatures() {
    noClasses()
        .should()
        .resideInAnyPackage("..util..", "..utils..", "..common..", "..impl..", "..model..")
        .because("a package says what it is about, not that it holds leftovers")
        .check(OURS);
  }

  @Test
  void doorsDoNotDependOnEachOtherInCircles() {
    slices()
        .matching("org.voiceteller.http.(*)..")
        .should()
        .beFreeOfCycles()
        .because("a door can be understood, and taken away, by itself")
        .check(OURS);
  }

  @Test
  void everyPackageForbidsNullsByDefault() {
    classes()
        .that()
        .haveSimpleName("package-info")
        .should()
        .beAnnotatedWith(NullMarked.class)
        .because("a null that nobody announced is a fault that the compiler can find")
        .check(OURS);
  }
}
