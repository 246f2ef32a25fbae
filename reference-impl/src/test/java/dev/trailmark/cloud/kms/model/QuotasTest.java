package dev.trailmark.cloud.kms.model;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trailmark.cloud.kms.KmsFixture;
import dev.trailmark.cloud.store.Kind;
import dev.trailmark.cloud.store.State;
import java.util.Collections;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** How many keys there can be; asked of a made-up state, since that many calls last too long. */
class QuotasTest {

  @Test
  void anAccountHasAtMostAHundredThousandKeysInARegion() {
    try (KmsFixture kms = new KmsFixture()) {
      KeyRecord key = kms.published(kms.createKey());

      assertThatCode(() -> NewKeys.requireRoom(holding(99_999, key), "111122223333", "us-east-1"))
          .doesNotThrowAnyException();
      assertThatThrownBy(
              () -> NewKeys.requireRoom(holding(100_000, key), "111122223333", "us-east-1"))
          .hasMessage("An account can have at most 100000 KMS keys in a Region.")
          .extracting("code")
          .isEqualTo("LimitExceededException");
    }
  }

  private static State holding(int count, Object record) {
    NavigableMap<String, Object> all = new TreeMap<>();
    for (int i = 0; i < count; i++) {
      all.put("key" + i, record);
    }
    return new State() {
      @Override
      public <R> R get(Kind<R> kind, String key) {
        return null;
      }

      @Override
      @SuppressWarnings("unchecked")
      public <R> NavigableMap<String, R> range(Kind<R> kind, String prefix) {
        return (NavigableMap<String, R>) Collections.unmodifiableNavigableMap(all);
      }
    };
  }
}
