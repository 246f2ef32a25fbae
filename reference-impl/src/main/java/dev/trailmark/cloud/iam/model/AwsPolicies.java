package dev.trailmark.cloud.iam.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * AWS's own managed policies, as far as labs use them. Their documents are resources beside a
 * catalog, as AWS publishes them; of their versions only the default one is known.
 *
 * @see <a href="https://docs.aws.amazon.com/aws-managed-policy/latest/reference/policy-list.html">
 *     AWS Managed Policy Reference Guide</a>
 */
public final class AwsPolicies {
  private static final String FOLDER = "aws-policies/";
  private static final NavigableMap<String, PolicyRecord> ALL = read();

  private AwsPolicies() {}

  /** The policy of that ARN; {@code null} when there is none. */
  static PolicyRecord find(String arn) {
    return ALL.get(arn);
  }

  /** All of them, by ARN. */
  public static NavigableMap<String, PolicyRecord> all() {
    return ALL;
  }

  private static NavigableMap<String, PolicyRecord> read() {
    NavigableMap<String, PolicyRecord> policies = new TreeMap<>();
    try {
      for (JsonNode entry : new JsonMapper().readTree(text("catalog.json"))) {
        PolicyRecord policy = policy(entry);
        policies.put(policy.arn(), policy);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("the catalog of AWS's policies cannot be read", e);
    }
    return Collections.unmodifiableNavigableMap(policies);
  }

  private static PolicyRecord policy(JsonNode entry) throws IOException {
    String name = entry.get("name").asText();
    Instant updated = Instant.parse(entry.get("updated").asText());
    int version = entry.get("version").asInt();
    return new PolicyRecord(
        PolicyRecord.AWS,
        name,
        entry.get("path").asText(),
        entry.get("id").asText(),
        entry.get("description").asText(),
        Instant.parse(entry.get("created").asText()),
        updated,
        List.of(new PolicyRecord.Version(version, text(name + ".json"), updated)),
        version,
        version,
        Map.of());
  }

  private static String text(String resource) throws IOException {
    try (InputStream in = AwsPolicies.class.getResourceAsStream(FOLDER + resource)) {
      if (in == null) {
        throw new IOException("no resource " + FOLDER + resource);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
