package dev.trailmark.cloud;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The dependency rules of the rooms; docs/DECISIONS.md says why. */
class ArchitectureTest {
  private static final String BASE = "dev.trailmark.cloud.";
  private static final JavaClasses CLASSES = SimulatorClasses.ALL;

  /** The rooms of S3's core from the lowest: each may use those of earlier tiers. */
  private static final List<List<String>> TIERS_OF_S3 =
      List.of(
          List.of("request"),
          List.of("integrity"),
          List.of("model"),
          List.of("access"),
          List.of("version"),
          List.of("acl", "policy", "tagging", "lock", "storage", "listing", "encryption"),
          List.of("object"),
          List.of("copy"),
          List.of("multipart"),
          List.of("bucket"));

  /** The rooms of KMS from the lowest: each may use those of earlier tiers. */
  private static final List<List<String>> TIERS_OF_KMS =
      List.of(
          List.of("request"),
          List.of("model"),
          List.of("lookup"),
          List.of("access"),
          List.of(
              "tagging",
              "policy",
              "alias",
              "grant",
              "imports",
              "rotation",
              "keystore",
              "asymmetric",
              "mac"),
          List.of("key", "cipher"),
          List.of("multiregion"));

  /** The rooms of IAM from the lowest: each may use those of earlier tiers. */
  private static final List<List<String>> TIERS_OF_IAM =
      List.of(
          List.of("request"),
          List.of("model"),
          List.of("directory", "access"),
          List.of("enrolment", "tagging", "boundary", "login", "accesskey"),
          List.of("managed", "user", "role"),
          List.of("policy", "simulation", "group"),
          List.of("account"));

  @Test
  void noRoomsDependOnEachOtherInACircle() {
    slices().matching("dev.trailmark.cloud.(*)..").should().beFreeOfCycles().check(CLASSES);
  }

  @Test
  void roomsOfValuesUseNoOtherRoom() {
    mayUse("identity").check(CLASSES);
    mayUse("wire").check(CLASSES);
    mayUse("store").check(CLASSES);
  }

  @Test
  void policyIsPure() {
    mayUse("policy", "identity").check(CLASSES);
    noClasses()
        .that()
        .resideInAPackage(BASE + "policy..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "java.io..", "java.net.http..", "java.nio.file..", "java.util.concurrent..")
        .orShould()
        .callMethod(Instant.class, "now")
        .because("a decision depends on its arguments alone")
        .check(CLASSES);
  }

  @Test
  void authenticationKnowsNothingOfServices() {
    mayUse("auth", "identity", "wire").check(CLASSES);
  }

  @Test
  void operationsAreDescribedWithoutTheWire() {
    mayUse("operation", "identity", "wire", "store", "policy").check(CLASSES);
    mayUse("protocol", "wire", "operation", "store", "policy", "identity").check(CLASSES);
    mayUse("record", "identity", "wire", "operation", "protocol", "store").check(CLASSES);
  }

  @Test
  void servicesUseOperationsAndTheStoreButNotEachOther() {
    mayUse("kms", "crypto", "operation", "store", "policy", "identity").check(CLASSES);
    mayUse("s3", "operation", "store", "policy", "identity", "wire").check(CLASSES);
    mayUse("cloudtrail", "crypto", "operation", "store", "policy", "identity").check(CLASSES);
    mayUse("iam", "operation", "store", "policy", "identity", "auth").check(CLASSES);
    mayUse("sts", "iam", "operation", "store", "policy", "identity", "auth").check(CLASSES);
  }

  @Test
  void theRoomsOfS3UseOnlyThoseBelowThem() {
    // Families depend on the core and are added where the services are put together.
    areInTiers("s3", TIERS_OF_S3);
  }

  @Test
  void theRoomsOfKmsUseOnlyThoseBelowThem() {
    areInTiers("kms", TIERS_OF_KMS);
    classes()
        .that()
        .resideInAPackage(BASE + "kms..")
        .should()
        .resideInAnyPackage(placesOf("kms", TIERS_OF_KMS))
        .check(CLASSES);
  }

  @Test
  void theRoomsOfIamUseOnlyThoseBelowThem() {
    areInTiers("iam", TIERS_OF_IAM);
    classes()
        .that()
        .resideInAPackage(BASE + "iam..")
        .should()
        .resideInAnyPackage(placesOf("iam", TIERS_OF_IAM))
        .check(CLASSES);
  }

  /**
   * Each room uses those of earlier tiers only, and the service's own package these rooms only; no
   * others that the service may have use each other in a circle.
   */
  private static void areInTiers(String service, List<List<String>> tiers) {
    String all = BASE + service;
    List<String> below = new ArrayList<>();
    for (List<String> tier : tiers) {
      tier.forEach(room -> mayUseOf(all, room(all, room), below).check(CLASSES));
      tier.forEach(room -> below.add(room(all, room)));
    }
    mayUseOf(all, all, below).check(CLASSES);
    slices().matching(all + ".(*)..").should().beFreeOfCycles().check(CLASSES);
  }

  /** The packages of a service that has no other rooms than these. */
  private static String[] placesOf(String service, List<List<String>> tiers) {
    return Stream.concat(
            Stream.of(BASE + service),
            tiers.stream().flatMap(List::stream).map(room -> room(BASE + service, room)))
        .toArray(String[]::new);
  }

  private static String room(String service, String name) {
    return service + "." + name + "..";
  }

  private static ArchRule mayUseOf(String service, String room, List<String> below) {
    return classes()
        .that()
        .resideInAPackage(room)
        .should()
        .onlyDependOnClassesThat(
            not(resideInAPackage(service + ".."))
                .or(resideInAPackage(room))
                .or(resideInAny(below.toArray(String[]::new))));
  }

  @Test
  void theControlRoomStandsBeforeThePipeline() {
    mayUse("control", "gateway", "iam", "operation", "store", "policy", "identity", "wire")
        .check(CLASSES);
    mayUse(
            "gateway",
            "auth",
            "identity",
            "operation",
            "policy",
            "protocol",
            "record",
            "store",
            "wire")
        .because("no room that asks the pipeline is asked by it")
        .check(CLASSES);
  }

  @Test
  void onlyTheHttpRoomKnowsTheServerLibrary() {
    noClasses()
        .that(not(resideInAPackage(BASE + "http..")))
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("io.vertx..", "io.netty..")
        .because("the pipeline is tested with plain objects")
        .check(CLASSES);
    mayUse("http", "gateway", "wire").check(CLASSES);
  }

  @Test
  void onlyTheTlsAndCryptoRoomsKnowBouncyCastle() {
    noClasses()
        .that(not(resideInAny(BASE + "tls..", BASE + "crypto..")))
        .should()
        .dependOnClassesThat()
        .resideInAPackage("org.bouncycastle..")
        .because("all other cryptography is the JDK's")
        .check(CLASSES);
    mayUse("tls").check(CLASSES);
    mayUse("crypto").check(CLASSES);
  }

  @Test
  void onlyShapesReadsTheSdksFields() {
    noClasses()
        .that()
        .haveNameNotMatching(".*\\.protocol\\.Shapes(\\$.*)?")
        .should()
        .dependOnClassesThat()
        .haveFullyQualifiedName("software.amazon.awssdk.core.SdkField")
        .orShould()
        .dependOnClassesThat()
        .resideInAPackage("software.amazon.awssdk.core.traits..")
        .because("both are a protected API of the SDK, kept in one place")
        .check(CLASSES);
  }

  @Test
  void nothingReadsTheSystemClockOrSleeps() {
    noClasses()
        .should()
        .callMethod(Instant.class, "now")
        .orShould()
        .callMethod(System.class, "currentTimeMillis")
        .orShould()
        .callMethod(Thread.class, "sleep", long.class)
        .because("time is injected")
        .check(CLASSES);
  }

  @Test
  void nothingWritesToStandardOutput() {
    noClasses()
        .should()
        .accessField(System.class, "out")
        .orShould()
        .accessField(System.class, "err")
        .because("an embedded simulator owns no console")
        .check(CLASSES);
  }

  /** A room uses itself, the libraries, and the named rooms. */
  private static ArchRule mayUse(String room, String... others) {
    String[] allowed =
        Arrays.stream(others).map(other -> BASE + other + "..").toArray(String[]::new);
    return classes()
        .that()
        .resideInAPackage(BASE + room + "..")
        .should()
        .onlyDependOnClassesThat(
            not(resideInAPackage("dev.trailmark.cloud.."))
                .or(resideInAPackage(BASE + room + ".."))
                .or(resideInAny(allowed)))
        .allowEmptyShould(true);
  }

  private static com.tngtech.archunit.base.DescribedPredicate<JavaClass> resideInAny(
      String... packages) {
    return JavaClass.Predicates.resideInAnyPackage(packages);
  }
}
