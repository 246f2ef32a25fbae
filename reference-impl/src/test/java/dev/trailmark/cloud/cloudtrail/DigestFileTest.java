package dev.trailmark.cloud.cloudtrail;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Digests against two that AWS's own command line tool accepts. */
class DigestFileTest {
  private static final TrailRecord TRAIL =
      TrailRecord.of(
          "111122223333",
          "us-east-1",
          "myTrail",
          new TrailSettings(
              "mycloudtrailbucket1", null, true, false, true, null, null, null, null, null),
          Map.of());

  private final JsonNode published = published();
  private final JsonNode first = published.get("digests").get(0);
  private final JsonNode second = published.get("digests").get(1);
  private final String fingerprint = published.get("public_key").get("Fingerprint").asText();

  private static JsonNode published() {
    try (InputStream in =
        DigestFileTest.class.getResourceAsStream("/digests/two-chained-digests.json")) {
      return new ObjectMapper().readTree(in);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static DigestFile digest(
      String end, FeedRecord.Previous previous, List<DeliveredRecord> logs, String fingerprint) {
    Instant time = Instant.parse(end);
    return new DigestFile(
        TRAIL,
        time.minusSeconds(3600),
        time,
        FileNames.digest(TRAIL, "us-east-1", time),
        previous,
        logs,
        fingerprint);
  }

  @Test
  void theFirstOfAChainIsByteForByteAsPublished() {
    DigestFile digest = digest("2025-10-26T23:57:14Z", null, List.of(), fingerprint);

    assertThat(digest.key()).isEqualTo(first.get("object_key").asText());
    assertThat(new String(digest.content(), StandardCharsets.UTF_8))
        .isEqualTo(first.get("file_bytes").asText());
  }

  @Test
  void theNextOneNamesItAndALogByteForByteAsPublished() {
    JsonNode log = published.get("log");
    Instant event = Instant.parse("2025-10-27T00:01:13Z");
    DigestFile digest =
        digest(
            "2025-10-27T00:57:14Z",
            new FeedRecord.Previous(
                "mycloudtrailbucket1",
                first.get("object_key").asText(),
                first.get("sha256").asText(),
                first.get("x-amz-meta-signature").asText()),
            List.of(
                new DeliveredRecord(
                    "mycloudtrailbucket1",
                    log.get("key").asText(),
                    log.get("sha256").asText(),
                    event,
                    event,
                    event)),
            fingerprint);

    assertThat(new String(digest.content(), StandardCharsets.UTF_8))
        .isEqualTo(second.get("file_bytes").asText());
  }
}
