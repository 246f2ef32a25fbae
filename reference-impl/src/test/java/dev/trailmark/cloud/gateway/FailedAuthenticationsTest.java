package dev.trailmark.cloud.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trailmark.cloud.operation.Protocol.Style;
import dev.trailmark.cloud.operation.ServiceException;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FailedAuthenticationsTest {
  private static final ServiceException REFUSAL =
      new ServiceException("SignatureDoesNotMatch", 403, "no");

  private Instant now = Instant.parse("2030-01-01T00:00:00Z");

  private FailedAuthentications limit(int perMinute) {
    return new FailedAuthentications(perMinute, () -> now);
  }

  private static int told(FailedAuthentications limit, String address, int failures) {
    int told = 0;
    for (int i = 0; i < failures; i++) {
      told += limit.answer(address, Style.REST_XML, REFUSAL) == REFUSAL ? 1 : 0;
    }
    return told;
  }

  @ParameterizedTest
  @CsvSource({
    "REST_XML,SlowDown,503,Please reduce your request rate.",
    "JSON,ThrottlingException,400,Rate exceeded",
    "QUERY,Throttling,400,Rate exceeded"
  })
  void beyondTheLimitEachProtocolSaysThatTheClientIsTooFast(
      Style style, String code, int status, String message) {
    FailedAuthentications limit = limit(1);
    assertThat(limit.answer("192.0.2.1", style, REFUSAL)).isSameAs(REFUSAL);

    ServiceException answer = limit.answer("192.0.2.1", style, REFUSAL);

    assertThat(answer.code()).isEqualTo(code);
    assertThat(answer.status()).isEqualTo(status);
    assertThat(answer.getMessage()).isEqualTo(message);
  }

  @Test
  void aMinuteRestoresTheLimitAndNoMoreThanThat() {
    FailedAuthentications limit = limit(60);
    assertThat(told(limit, "192.0.2.1", 100)).isEqualTo(60);

    now = now.plus(Duration.ofSeconds(10));
    assertThat(told(limit, "192.0.2.1", 100)).isEqualTo(10);

    now = now.plus(Duration.ofHours(5));
    assertThat(told(limit, "192.0.2.1", 100)).isEqualTo(60);
  }

  @Test
  void sourcesAreCountedApartAndAnIpv6NetworkIsOneSource() {
    FailedAuthentications limit = limit(1);
    assertThat(told(limit, "192.0.2.1", 5)).isEqualTo(1);
    assertThat(told(limit, "192.0.2.2", 5)).isEqualTo(1);

    assertThat(told(limit, "2001:db8:0:1:0:0:0:1", 5)).isEqualTo(1);
    assertThat(told(limit, "2001:db8:0:1:0:0:0:2", 5)).isZero();
    assertThat(told(limit, "2001:db8:0:2:0:0:0:1", 5)).isEqualTo(1);
  }

  @Test
  void zeroIsNoLimit() {
    assertThat(told(limit(0), "192.0.2.1", 100_000)).isEqualTo(100_000);
  }

  @Test
  void whoFailedLongestAgoIsForgottenFirst() {
    FailedAuthentications limit = limit(1);
    told(limit, "first", 1);
    told(limit, "second", 1);
    for (int i = 0; i < FailedAuthentications.SOURCES - 2; i++) {
      told(limit, "other-" + i, 1);
    }
    told(limit, "first", 1);

    told(limit, "one more", 1);

    assertThat(told(limit, "first", 1)).isZero();
    assertThat(told(limit, "second", 1)).isEqualTo(1);
  }
}
