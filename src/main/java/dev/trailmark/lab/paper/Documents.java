package dev.trailmark.lab.paper;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.trailmark.evidence.KeyPolicy;
import dev.trailmark.evidence.MalformedEvidenceException;
import dev.trailmark.evidence.paper.Dossier;
import dev.trailmark.evidence.paper.JsonSnippet;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The JSON that commands of the AWS CLI print and consoles export, told by its members. Each is the
 * student's claim.
 */
final class Documents {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final List<JsonSnippet> snippets;
  private final List<Exported> keyPolicies = new ArrayList<>();
  private final List<Exported> bucketPolicies = new ArrayList<>();

  /**
   * A policy that was exported.
   *
   * @param text the policy's JSON
   * @param where file and line
   */
  record Exported(String text, String where) {}

  Documents(Dossier dossier) {
    this.snippets = dossier.documents();
    snippets.forEach(this::takePolicy);
  }

  private void takePolicy(JsonSnippet snippet) {
    JsonNode policy = snippet.json();
    if (policy.path("Policy").isTextual()) {
      policy = parsed(policy.path("Policy").asText());
    } else if (policy.path("Policy").isObject()) {
      policy = policy.path("Policy");
    }
    if (policy.has("Statement")) {
      Exported exported = new Exported(policy.toString(), snippet.place().toString());
      if (policy.path("Statement").toString().contains("\"kms:")) {
        keyPolicies.add(exported);
      } else if (policy.path("Statement").toString().contains("cloudtrail.amazonaws.com")) {
        bucketPolicies.add(exported);
      }
    }
  }

  private static JsonNode parsed(String text) {
    try {
      return JSON.readTree(text);
    } catch (JsonProcessingException e) {
      return JSON.missingNode();
    }
  }

  /** The key policies that can be read, in the order of their files and lines. */
  List<KeyPolicyAt> keyPolicies() {
    List<KeyPolicyAt> policies = new ArrayList<>();
    for (Exported each : keyPolicies) {
      try {
        policies.add(new KeyPolicyAt(KeyPolicy.parse(each.text(), each.where()), each.where()));
      } catch (MalformedEvidenceException e) {
        // It is JSON with a Statement, so it can be parsed.
        throw new IllegalStateException(e);
      }
    }
    return policies;
  }

  /** A key policy and where it stands. */
  record KeyPolicyAt(KeyPolicy policy, String where) {}

  List<Exported> bucketPolicies() {
    return bucketPolicies;
  }

  /** The first document with a member of that name, the last one printed counting. */
  Optional<JsonSnippet> with(String member) {
    List<JsonSnippet> found = snippets.stream().filter(each -> each.json().has(member)).toList();
    return found.isEmpty() ? Optional.empty() : Optional.of(found.get(found.size() - 1));
  }

  /** What {@code head-object} printed of the image; students print it of log files too. */
  Optional<JsonSnippet> head() {
    List<JsonSnippet> heads =
        snippets.stream()
            .filter(
                each -> each.json().has("ServerSideEncryption") || each.json().has("SSEKMSKeyId"))
            .filter(each -> !each.json().path("ContentType").asText().contains("json"))
            .filter(each -> !each.json().path("Metadata").has("signature"))
            .toList();
    return heads.isEmpty() ? Optional.empty() : Optional.of(heads.get(heads.size() - 1));
  }

  /** All documents. */
  List<JsonSnippet> all() {
    return snippets;
  }
}
