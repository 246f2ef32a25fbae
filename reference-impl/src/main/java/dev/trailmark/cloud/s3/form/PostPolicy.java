package dev.trailmark.cloud.s3.form;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.trailmark.cloud.operation.ServiceException;
import dev.trailmark.cloud.s3.request.S3Error;
import dev.trailmark.cloud.wire.Headers;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * A form's policy: until when it is good, and what the form's fields have to be. Texts of refusals
 * are as recorded from S3, or as users of S3 quote them; those about absent members and conditions
 * that are no list are unconfirmed.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-HTTPPOSTConstructPolicy.html"
 *     >POST policy</a>
 */
final class PostPolicy {
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  private static final Set<String> MEMBERS = Set.of("expiration", "conditions");

  private final Instant expiration;
  private final List<PostCondition> conditions;

  private PostPolicy(Instant expiration, List<PostCondition> conditions) {
    this.expiration = expiration;
    this.conditions = conditions;
  }

  /**
   * Reads a policy.
   *
   * @param base64 the form's field, whose signature has been verified
   * @throws ServiceException InvalidPolicyDocument
   */
  static PostPolicy parse(String base64) {
    JsonNode document = document(base64);
    requireKnown(document);
    JsonNode expiration = document.get("expiration");
    JsonNode conditions = document.get("conditions");
    if (expiration == null) {
      throw invalid("Policy missing expiration.");
    }
    if (conditions == null) {
      throw invalid("Policy missing conditions.");
    }
    if (!conditions.isArray()) {
      throw invalid("Invalid 'conditions' value: must be a List.");
    }
    List<PostCondition> read = new ArrayList<>();
    conditions.forEach(condition -> read.add(PostCondition.of(condition)));
    return new PostPolicy(instant(expiration), List.copyOf(read));
  }

  private static JsonNode document(String base64) {
    try {
      byte[] text = Base64.getMimeDecoder().decode(base64);
      JsonNode document = JSON.readTree(new String(text, StandardCharsets.UTF_8));
      if (document != null && document.isObject() && isReadable(document)) {
        return document;
      }
    } catch (IllegalArgumentException | JsonProcessingException e) {
      // Told below: what exactly is wrong with the text helps nobody who did not write it.
    }
    throw invalid("Invalid JSON.");
  }

  /** S3 reads neither null nor fractions. */
  private static boolean isReadable(JsonNode node) {
    if (node.isNull() || node.isFloatingPointNumber()) {
      return false;
    }
    for (JsonNode child : node) {
      if (!isReadable(child)) {
        return false;
      }
    }
    return true;
  }

  /** Of several members that no policy has, S3 was seen to name the last. */
  private static void requireKnown(JsonNode document) {
    String unknown = null;
    for (Map.Entry<String, JsonNode> member : document.properties()) {
      if (!MEMBERS.contains(member.getKey())) {
        unknown = member.getKey();
      }
    }
    if (unknown != null) {
      throw invalid("Unexpected: '" + unknown.toLowerCase(Locale.ROOT) + "'");
    }
  }

  /** Only UTC will do, written as Z. */
  private static Instant instant(JsonNode value) {
    try {
      if (value.asText().endsWith("Z")) {
        return Instant.from(DateTimeFormatter.ISO_INSTANT.parse(value.asText()));
      }
    } catch (DateTimeParseException e) {
      // Told below, with what was sent.
    }
    throw invalid("Invalid 'expiration' value: '" + value.asText() + "'");
  }

  /** The refusal of a document that is no policy. */
  static ServiceException invalid(String what) {
    return S3Error.INVALID_POLICY_DOCUMENT.because("Invalid Policy: %s", what);
  }

  private static ServiceException refused(String why) {
    return S3Error.ACCESS_DENIED.because("Invalid according to Policy: %s", why);
  }

  /**
   * Lets a form pass.
   *
   * @param sent the form's fields
   * @param bucket the bucket, which is a field whether or not the form repeats it
   * @param now the time that the policy is judged by
   * @throws ServiceException AccessDenied
   */
  void check(Headers sent, String bucket, Instant now) {
    Map<String, String> fields = new LinkedHashMap<>();
    Map<String, String> spelled = new LinkedHashMap<>();
    for (int i = 0; i < sent.size(); i++) {
      String name = sent.name(i).toLowerCase(Locale.ROOT);
      fields.putIfAbsent(name, sent.value(i));
      spelled.putIfAbsent(name, sent.name(i));
    }
    fields.put("bucket", bucket);
    if (!now.isBefore(expiration)) {
      throw refused("Policy expired.");
    }
    for (PostCondition condition : conditions) {
      if (!condition.holds(fields)) {
        throw refused("Policy Condition failed: " + condition);
      }
    }
    for (String name : fields.keySet()) {
      if (!isFree(name) && conditions.stream().noneMatch(c -> c.speaksOf(name))) {
        throw refused("Extra input fields: " + spelled.getOrDefault(name, name));
      }
    }
  }

  /** Whether a policy need not speak of a field. */
  private static boolean isFree(String name) {
    return name.startsWith("x-ignore-")
        || switch (name) {
          case "policy", "signature", "x-amz-signature", "awsaccesskeyid" -> true;
          default -> false;
        };
  }

  /** How long the file may be, by all conditions together. */
  SizeRange size() {
    SizeRange range = SizeRange.ANY;
    for (PostCondition condition : conditions) {
      range = range.and(condition.size());
    }
    return range;
  }
}
