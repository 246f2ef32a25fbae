package dev.trailmark.cloud.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class IdsTest {
  private final Ids ids = new Ids();

  @Test
  void identifiersHaveTheirServicesForm() {
    assertThat(ids.uuid())
        .matches("[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}");
    assertThat(ids.s3RequestId()).matches("[0-9A-Z]{16}");
    assertThat(ids.logFileSuffix()).matches("[0-9A-Za-z]{16}");
    assertThat(ids.entityId("AKIA", 20)).matches("AKIA[A-Z2-7]{16}");
    assertThat(ids.secretAccessKey()).matches("[0-9A-Za-z/+]{40}");
    assertThat(ids.accountId()).matches("[1-9][0-9]{11}");
    assertThat(ids.hex(32)).matches("[0-9a-f]{32}");
  }

  @Test
  void identifiersDoNotRepeat() {
    Set<String> seen = new HashSet<>();
    for (int i = 0; i < 10_000; i++) {
      assertThat(seen.add(ids.uuid())).isTrue();
      assertThat(seen.add(ids.secretAccessKey())).isTrue();
    }
  }

  @Test
  void aSeedGivesTheSameIdentifiersAgain() {
    Ids first = new Ids(42);
    Ids second = new Ids(42);

    assertThat(first.uuid()).isEqualTo(second.uuid());
    assertThat(first.secretBytes(2000)).isEqualTo(second.secretBytes(2000));
    assertThat(first.uuid()).isNotEqualTo(first.uuid());
  }
}
