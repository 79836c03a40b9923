package org.voiceteller.siptrunk.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

/** Who may know whom, at the edge. One rule a test, each with its reason. */
class ArchitectureTest {

  private static final JavaClasses OURS =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("org.voiceteller.siptrunk");

  @Test
  void theAdapterKnowsOfTheBankOnlyItsSoundAndItsSettings() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "org.voiceteller.core..",
            "org.voiceteller.actors..",
            "org.voiceteller.persistence..",
            "org.voiceteller.http..",
            "org.voiceteller.streams.call..",
            "org.voiceteller.streams.media..",
            "org.voiceteller.streams.nova..",
            "org.voiceteller.streams.recording..",
            "org.apache.pekko..",
            "software.amazon..")
        .because("it is a client like any other, in a process of its own, at the network's edge")
        .check(OURS);
  }

  @Test
  void onlySignallingAndTrunksKnowTheSipStack() {
    noClasses()
        .that()
        .resideOutsideOfPackages(
            "org.voiceteller.siptrunk.signal..", "org.voiceteller.siptrunk.trunk..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("javax.sip..", "gov.nist..")
        .because("sound and the bank's line do not care who called them into being")
        .check(OURS);
  }

  @Test
  void featuresDoNotDependOnEachOtherInCircles() {
    slices()
        .matching("org.voiceteller.siptrunk.(*)..")
        .should()
        .beFreeOfCycles()
        .because("a feature can be understood by itself")
        .check(OURS);
  }

  @Test
  void everyPackageForbidsNullsByDefault() {
    classes()
        .that()
        .haveSimpleName("package-info")
        .should()
        .beAnnotatedWith(NullMarked.class)
        .because("a null is said, not met")
        .check(OURS);
  }
}
