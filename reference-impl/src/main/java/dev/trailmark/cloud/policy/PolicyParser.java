package dev.trailmark.cloud.policy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.trailmark.cloud.policy.MalformedPolicyException.Reason;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;

/**
 * Reads the outer part of a policy: sizes, characters, JSON, version and the list of statements.
 */
final class PolicyParser {

  private static final ObjectReader JSON =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .build()
          .readerFor(JsonNode.class);

  /** The version whose policies have variables. */
  static final String WITH_VARIABLES = "2012-10-17";

  /** The version of policies that name none. */
  private static final String FIRST_VERSION = "2008-10-17";

  private static final Set<String> VERSIONS = Set.of(WITH_VARIABLES, FIRST_VERSION);
  private static final Set<String> FIELDS = Set.of("Version", "Id", "Statement");

  private final PolicyKind kind;

  PolicyParser(PolicyKind kind) {
    this.kind = kind;
  }

  List<Statement> parse(String text) throws MalformedPolicyException {
    checkText(text);
    JsonNode root = read(text);
    // Once more without JSON's escapes.
    checkCharacters(root.toString());
    for (Iterator<String> names = root.fieldNames(); names.hasNext(); ) {
      String name = names.next();
      if (!FIELDS.contains(name)) {
        throw new MalformedPolicyException(
            Reason.UNKNOWN_FIELD, name, "A policy has no field " + name + ".");
      }
    }
    boolean variables = version(root).equals(WITH_VARIABLES);
    if (root.has("Id") && !root.get("Id").isTextual()) {
      throw new MalformedPolicyException(Reason.INVALID_ID, "Id", "Id must be a string.");
    }
    List<Statement> statements = statements(root.get("Statement"), variables, text);
    if (kind.hasStrictSids()) {
      checkSidsDiffer(statements);
    }
    return statements;
  }

  /** The version of a policy that satisfies the grammar. */
  String version(String text) {
    try {
      return version(read(text));
    } catch (MalformedPolicyException e) {
      throw new IllegalStateException(e);
    }
  }

  private void checkText(String text) throws MalformedPolicyException {
    if (text == null) {
      throw new MalformedPolicyException(Reason.INVALID_JSON, "", "There is no policy.");
    }
    if (kind.size(text) > kind.limit()) {
      throw new MalformedPolicyException(
          Reason.TOO_LARGE, "", "The policy is larger than " + kind.limit() + ".");
    }
    checkCharacters(text);
  }

  private void checkCharacters(String text) throws MalformedPolicyException {
    boolean permitted =
        kind == PolicyKind.BUCKET
            ? !Globs.hasEncodedWildcard(text)
            : text.chars().allMatch(PolicyParser::isPermitted);
    if (!permitted) {
      throw new MalformedPolicyException(
          Reason.INVALID_CHARACTER, "", "The policy has a character that policies may not have.");
    }
  }

  private static boolean isPermitted(int c) {
    return c == '\t' || c == '\n' || c == '\r' || (c >= 0x20 && c <= 0xFF);
  }

  private JsonNode read(String text) throws MalformedPolicyException {
    JsonNode root;
    try {
      root = JSON.readTree(text);
    } catch (JsonProcessingException e) {
      String problem = e.getOriginalMessage();
      boolean duplicate = problem != null && problem.startsWith("Duplicate ");
      throw new MalformedPolicyException(
          duplicate ? Reason.DUPLICATE_KEY : Reason.INVALID_JSON,
          "",
          duplicate ? problem + "." : "The policy is not valid JSON.");
    }
    boolean startsAtOnce = kind != PolicyKind.BUCKET || text.startsWith("{");
    if (root == null || !root.isObject() || !startsAtOnce) {
      throw new MalformedPolicyException(
          Reason.INVALID_JSON, "", "The policy is not a JSON object.");
    }
    return root;
  }

  /** The version; an organization's policies must name the newest. */
  private String version(JsonNode root) throws MalformedPolicyException {
    JsonNode version = root.get("Version");
    if (version == null && !kind.isOfOrganization()) {
      return FIRST_VERSION;
    }
    Set<String> known = kind.isOfOrganization() ? Set.of(WITH_VARIABLES) : VERSIONS;
    if (version == null || !version.isTextual() || !known.contains(version.textValue())) {
      throw new MalformedPolicyException(
          Reason.INVALID_VERSION,
          version == null ? "" : version.asText(),
          "The policy version cannot be " + version + ".");
    }
    return version.textValue();
  }

  private List<Statement> statements(JsonNode node, boolean variables, String text)
      throws MalformedPolicyException {
    if (node != null && node.isArray() && node.isEmpty()) {
      throw new MalformedPolicyException(
          Reason.EMPTY_STATEMENT, "Statement", "The policy has no statement.");
    }
    if (node == null || node.isNull()) {
      throw new MalformedPolicyException(
          Reason.MISSING_STATEMENT, "Statement", "The policy has no statement.");
    }
    StatementParser parser = new StatementParser(kind, variables);
    List<Span> spans = Span.ofStatements(text);
    if (!node.isArray()) {
      return List.of(parser.parse(node, spans.get(0)));
    }
    List<Statement> statements = new ArrayList<>();
    for (JsonNode element : node) {
      statements.add(parser.parse(element, spans.get(statements.size())));
    }
    return statements;
  }

  private static void checkSidsDiffer(List<Statement> statements) throws MalformedPolicyException {
    Set<String> seen = new HashSet<>();
    for (Statement statement : statements) {
      String sid = statement.sid().orElse("");
      if (!sid.isEmpty() && !seen.add(sid)) {
        throw new MalformedPolicyException(
            Reason.DUPLICATE_SID, sid, "Two statements have the Sid " + sid + ".");
      }
    }
  }
}
