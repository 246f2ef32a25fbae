package dev.trailmark;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import dev.trailmark.target.BundledSimulator;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/**
 * The rules that keep the harness honest: it judges from outside, and each room knows its place.
 */
class HarnessRulesTest {

  /** What was compiled beside one class of the harness: neither its tests nor the simulator. */
  private static final JavaClasses HARNESS =
      new ClassFileImporter()
          .importUrl(BundledSimulator.class.getProtectionDomain().getCodeSource().getLocation());

  @Test
  void onlyOneClassKnowsTheSimulator() {
    noClasses()
        .that()
        .doNotHaveFullyQualifiedName(BundledSimulator.class.getName())
        .should()
        .dependOnClassesThat()
        .resideInAPackage("dev.trailmark.cloud..")
        .because("the same features judge the simulator, other endpoints and real accounts")
        .check(HARNESS);
  }

  @Test
  void theTargetKnowsNothingOfLabs() {
    noClasses()
        .that()
        .resideInAnyPackage("dev.trailmark.target..", "dev.trailmark.evidence..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "dev.trailmark.lab..",
            "dev.trailmark.steps..",
            "dev.trailmark.grading..",
            "dev.trailmark.submission..",
            "dev.trailmark.report..",
            "dev.trailmark.cli..")
        .because("steps use the lab, the lab uses the target")
        .check(HARNESS);
  }

  @Test
  void integrityIsCheckedWithoutKnowingWhatFor() {
    noClasses()
        .that()
        .resideInAPackage("dev.trailmark.integrity..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "dev.trailmark.lab..",
            "dev.trailmark.steps..",
            "dev.trailmark.grading..",
            "dev.trailmark.marks..",
            "dev.trailmark.submission..",
            "dev.trailmark.report..",
            "dev.trailmark.cli..")
        .because("logs are genuine or not, whoever asks")
        .check(HARNESS);
  }

  @Test
  void onlyIntegrityAndTheOutsideOfMlKemKnowTheKeyLibrary() {
    noClasses()
        .that()
        .resideOutsideOfPackage("dev.trailmark.integrity..")
        .and()
        .doNotHaveSimpleName("OutsideKem")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("org.bouncycastle..")
        .because("it reads CloudTrail's public keys, and has the ML-KEM that Java 17 lacks")
        .check(HARNESS);
  }

  @Test
  void theLabKnowsNothingOfStepsAndMarks() {
    noClasses()
        .that()
        .resideInAPackage("dev.trailmark.lab..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "dev.trailmark.steps..",
            "dev.trailmark.grading..",
            "dev.trailmark.submission..",
            "dev.trailmark.report..",
            "dev.trailmark.cli..",
            "io.cucumber..",
            "org.junit..")
        .because("a student does the lab without a test framework")
        .check(HARNESS);
  }

  @Test
  void stepsDoNotGrade() {
    noClasses()
        .that()
        .resideInAPackage("dev.trailmark.steps..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "dev.trailmark.grading..",
            "dev.trailmark.submission..",
            "dev.trailmark.report..",
            "dev.trailmark.cli..")
        .because("grading launches the steps, never the other way round")
        .check(HARNESS);
  }

  @Test
  void roomsHaveNoCycles() {
    slices().matching("dev.trailmark.(*)..").should().beFreeOfCycles().check(HARNESS);
  }

  @Test
  void timeIsHandedInAndNobodySleeps() {
    noClasses()
        .should()
        .callMethod(Thread.class, "sleep", long.class)
        .orShould()
        .callMethod(System.class, "currentTimeMillis")
        .orShould()
        .callMethod(Instant.class, "now")
        .because("waiting is bounded and time can be tested")
        .check(HARNESS);
  }
}
