package dev.trailmark.cloud.s3.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trailmark.cloud.s3.model.ConfigurationRecord;
import dev.trailmark.cloud.s3.model.S3Kinds;
import dev.trailmark.cloud.store.Kind;
import dev.trailmark.cloud.store.State;
import java.time.Instant;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** A configuration's document is read once, however many requests and keys ask what it says. */
class ReadOnceTest {
  private final TreeMap<String, ConfigurationRecord> kept = new TreeMap<>();
  private int reads;
  private final ReadOnce<String> configured =
      new ReadOnce<>(
          "logging",
          record -> {
            reads++;
            return record.document();
          });

  /** Of configurations alone. */
  private final State state =
      new State() {
        @Override
        public <R> R get(Kind<R> kind, String key) {
          return kind.type().cast(kept.get(key));
        }

        @Override
        public <R> NavigableMap<String, R> range(Kind<R> kind, String prefix) {
          throw new UnsupportedOperationException();
        }
      };

  private void put(String bucket, String document) {
    kept.put(
        S3Kinds.configurationKey(bucket, "logging", ""),
        new ConfigurationRecord(document, Map.of(), Instant.EPOCH));
  }

  @Test
  void aDocumentIsReadOnceForEachTimeThatItIsPut() {
    put("one", "a");
    put("other", "b");
    for (int i = 0; i < 3; i++) {
      assertThat(configured.of(state, "one")).isEqualTo("a");
      assertThat(configured.of(state, "other")).isEqualTo("b");
    }
    assertThat(reads).isEqualTo(2);

    put("one", "c");
    assertThat(configured.of(state, "one")).isEqualTo("c");
    assertThat(configured.of(state, "other")).isEqualTo("b");
    assertThat(reads).isEqualTo(3);
  }

  @Test
  void whatIsGoneOrNeverWasSaysNothing() {
    put("one", "a");
    assertThat(configured.of(state, "one")).isEqualTo("a");
    kept.clear();
    assertThat(configured.of(state, "one")).isNull();
    assertThat(configured.of(state, "none")).isNull();
  }
}
