package dev.trailmark.integrity;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A chain that AWS's own command line accepts is accepted here too. */
class PublishedChainTest {

  private final JsonNode vector;
  private final KeySource keys;

  PublishedChainTest() throws IOException {
    try (InputStream file = getClass().getResourceAsStream("/digests/two-chained-digests.json")) {
      vector = new ObjectMapper().readTree(file);
    }
    keys =
        PublicKeys.parse(
            """
            {"PublicKeyList": [{"Value": "%s", "Fingerprint": "%s",
              "ValidityStartTime": 1760918400, "ValidityEndTime": 1763596800}]}
            """
                .formatted(
                    vector.at("/public_key/Value_base64_PKCS1_DER").asText(),
                    vector.at("/public_key/Fingerprint").asText()),
            "keys.json");
  }

  @Test
  void theTextThatIsSignedIsTheirs() {
    for (JsonNode each : vector.get("digests")) {
      Digest digest = DigestReader.read(bytes(each.get("file_bytes")));
      assertThat(digest.signed()).isEqualTo(each.get("string_to_sign").asText());
      assertThat(digest.hash()).isEqualTo(each.get("sha256").asText());
    }
  }

  @Test
  void bothDigestsAndTheLogAreProved() {
    Verification result = check(files());

    assertThat(result.verdicts()).hasSize(3);
    assertThat(result.proved()).isTrue();
  }

  @Test
  void theNewerDigestBringsTheSignatureOfTheOlderOne() {
    Map<String, byte[]> files = files();
    files.keySet().removeIf(name -> name.contains("235714Z") && name.endsWith(".sig"));

    assertThat(check(files).proved()).isTrue();
  }

  private Verification check(Map<String, byte[]> files) {
    return ChainCheck.run(HandedFiles.of(DigestMaker.handed(files)), keys, Span.ALWAYS);
  }

  private Map<String, byte[]> files() {
    Map<String, byte[]> files = new LinkedHashMap<>();
    files.put(name(vector.at("/log/key")), DigestMaker.gzip(bytes(vector.at("/log/bytes"))));
    for (JsonNode each : vector.get("digests")) {
      String name = name(each.get("object_key"));
      files.put(name, DigestMaker.gzip(bytes(each.get("file_bytes"))));
      files.put(name + ".sig", bytes(each.get("x-amz-meta-signature")));
    }
    return files;
  }

  private static String name(JsonNode key) {
    return key.asText().substring(key.asText().lastIndexOf('/') + 1);
  }

  private static byte[] bytes(JsonNode text) {
    return text.asText().getBytes(StandardCharsets.UTF_8);
  }
}
