package dev.trailmark.cloud.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trailmark.cloud.cloudtrail.CloudTrailService;
import dev.trailmark.cloud.identity.Principal;
import dev.trailmark.cloud.kms.KmsService;
import dev.trailmark.cloud.operation.Call;
import dev.trailmark.cloud.operation.Caller;
import dev.trailmark.cloud.operation.Operation;
import dev.trailmark.cloud.operation.Service;
import dev.trailmark.cloud.operation.ServiceException;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class RateLimitsTest {
  private Instant now = Instant.parse("2030-01-01T00:00:00Z");
  private Throttle limits = RateLimits.of(() -> now, true, true);

  @Test
  void twoLookupsASecondAreAdmittedAndTheThirdIsNot() {
    assertThat(admitted(new CloudTrailService(), "LookupEvents", 5)).isEqualTo(2);
  }

  /** What the AWS CLI shows when it is too fast: "Rate exceeded". */
  @Test
  void cloudTrailSaysThatTheRateIsExceeded() {
    Service service = new CloudTrailService();
    admitted(service, "LookupEvents", 2);

    assertThatThrownBy(
            () ->
                limits.admit(
                    call(Probe.ACCOUNT, "us-east-1"), service, operation(service, "LookupEvents")))
        .isInstanceOfSatisfying(
            ServiceException.class,
            e -> {
              assertThat(e.code()).isEqualTo("ThrottlingException");
              assertThat(e.status()).isEqualTo(400);
              assertThat(e).hasMessage("Rate exceeded");
            });
  }

  @Test
  void lookupsAreLimitedByThemselvesOrNotAtAll() {
    limits = RateLimits.of(() -> now, true, false);
    assertThat(admitted(new CloudTrailService(), "LookupEvents", 5)).isEqualTo(2);
    assertThat(admitted(new CloudTrailService(), "CreateTrail", 5)).isEqualTo(5);
    assertThat(admitted(new KmsService(), "CreateKey", 9)).isEqualTo(9);

    limits = RateLimits.of(() -> now, false, true);
    assertThat(admitted(new CloudTrailService(), "LookupEvents", 5)).isEqualTo(5);
    assertThat(admitted(new CloudTrailService(), "CreateTrail", 5)).isEqualTo(1);

    assertThat(RateLimits.of(() -> now, false, false)).isSameAs(Throttle.NONE);
  }

  @Test
  void tokensComeBackWithTimeButAreNotSaved() {
    Service service = new CloudTrailService();
    admitted(service, "LookupEvents", 2);

    now = now.plus(Duration.ofMillis(500));
    assertThat(admitted(service, "LookupEvents", 5)).isEqualTo(1);

    now = now.plus(Duration.ofHours(1));
    assertThat(admitted(service, "LookupEvents", 5)).isEqualTo(2);
  }

  @Test
  void aClockThatGoesBackGivesNothing() {
    Service service = new CloudTrailService();
    admitted(service, "LookupEvents", 2);

    now = now.minus(Duration.ofHours(1));
    assertThat(admitted(service, "LookupEvents", 1)).isZero();

    now = now.plus(Duration.ofHours(1));
    assertThat(admitted(service, "LookupEvents", 1)).isZero();
  }

  @Test
  void accountsAndRegionsAndOperationsHaveTheirOwnLimits() {
    Service service = new CloudTrailService();
    Operation<?, ?> lookup = operation(service, "LookupEvents");
    admitted(service, "LookupEvents", 2);

    limits.admit(call("444455556666", "us-east-1"), service, lookup);
    limits.admit(call(Probe.ACCOUNT, "eu-west-1"), service, lookup);

    assertThat(admitted(service, "DescribeTrails", 12)).isEqualTo(10);
    assertThat(admitted(service, "CreateTrail", 5)).isEqualTo(1);
  }

  @Test
  void kmsNamesItselfWhenItRefuses() {
    Service kms = new KmsService();
    assertThat(admitted(kms, "CreateKey", 9)).isEqualTo(5);

    assertThatThrownBy(
            () -> limits.admit(call(Probe.ACCOUNT, "us-east-1"), kms, operation(kms, "CreateKey")))
        .isInstanceOfSatisfying(
            ServiceException.class,
            e -> {
              assertThat(e.code()).isEqualTo("ThrottlingException");
              assertThat(e.status()).isEqualTo(400);
              assertThat(e).hasMessageStartingWith("You have exceeded the rate");
            });
  }

  @Test
  void cryptographicOperationsAreNotLimited() {
    assertThat(admitted(new KmsService(), "Encrypt", 1000)).isEqualTo(1000);
  }

  private int admitted(Service service, String name, int attempts) {
    int admitted = 0;
    for (int i = 0; i < attempts; i++) {
      try {
        limits.admit(call(Probe.ACCOUNT, "us-east-1"), service, operation(service, name));
        admitted++;
      } catch (ServiceException refused) {
        assertThat(refused.code()).isEqualTo("ThrottlingException");
      }
    }
    return admitted;
  }

  private static Operation<?, ?> operation(Service service, String name) {
    return service.operations().stream()
        .filter(operation -> operation.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private Call call(String account, String region) {
    Caller root =
        new Caller(Principal.root(account, Probe.KEY), "SigV4", null, null, null, null, null, null);
    return new Call(null, root, region, now, "id", null, null);
  }
}
