package dev.trailmark.cloud.policy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.trailmark.cloud.policy.MalformedPolicyException.Reason;
import dev.trailmark.cloud.policy.PrincipalElement.Entry;
import dev.trailmark.cloud.policy.PrincipalElement.Form;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads Principal and NotPrincipal. */
final class PrincipalParser {

  private static final Pattern ACCOUNT = Pattern.compile("\\d{12}");
  private static final Pattern ROOT = Pattern.compile("arn:aws[a-z-]*:iam::(\\d{12}):root");
  private static final Pattern ENTITY =
      Pattern.compile(
          "arn:aws[a-z-]*:(iam::\\d{12}:(user|role)/|sts::\\d{12}:federated-user/"
              + "|sts::\\d{12}:assumed-role/[^/*?]+/)[^*?]*[^*?/]");
  private static final Pattern UNIQUE_ID = Pattern.compile("A(IDA|ROA)[A-Z0-9]{12,124}");
  private static final Pattern CANONICAL_USER = Pattern.compile("[0-9a-f]{64}");
  private static final Pattern SERVICE =
      Pattern.compile("[a-z0-9.-]+\\.(amazonaws\\.com(\\.cn)?|amazon\\.com|aws\\.internal)");
  private static final Pattern PROVIDER =
      Pattern.compile(
          "arn:aws[a-z-]*:iam::\\d{12}:(saml|oidc)-provider/[^*?]+|[a-z0-9-]+\\.[a-z0-9.-]+");
  private static final Set<String> IN_BUCKETS_ONLY = Set.of("CanonicalUser");

  private final PolicyKind kind;

  PrincipalParser(PolicyKind kind) {
    this.kind = kind;
  }

  /** The element of a statement; {@code null} where the kind of policy has none. */
  PrincipalElement parse(JsonNode statement) throws MalformedPolicyException {
    JsonNode principal = statement.get("Principal");
    JsonNode notPrincipal = statement.get("NotPrincipal");
    checkPlace(principal != null, notPrincipal != null);
    if (!kind.namesPrincipals()) {
      return null;
    }
    List<Entry> entries = entries(principal == null ? notPrincipal : principal);
    if (entries.isEmpty()) {
      throw missing();
    }
    return new PrincipalElement(principal == null, List.copyOf(entries));
  }

  private void checkPlace(boolean named, boolean excluded) throws MalformedPolicyException {
    boolean excludes = kind == PolicyKind.KEY || kind == PolicyKind.BUCKET;
    boolean allowed = kind.namesPrincipals() && (excludes || !excluded);
    if (!allowed && (named || excluded)) {
      String field = named && !kind.namesPrincipals() ? "Principal" : "NotPrincipal";
      throw new MalformedPolicyException(
          Reason.PRINCIPAL_NOT_ALLOWED, field, field + " may not be in this kind of policy.");
    }
    if (named && excluded) {
      throw new MalformedPolicyException(
          Reason.INVALID_PRINCIPAL,
          "NotPrincipal",
          "A statement may not have both Principal and NotPrincipal.");
    }
    if (kind.namesPrincipals() && !named && !excluded) {
      throw missing();
    }
  }

  private static MalformedPolicyException missing() {
    return new MalformedPolicyException(
        Reason.MISSING_PRINCIPAL, "Principal", "A statement names no principal.");
  }

  private List<Entry> entries(JsonNode node) throws MalformedPolicyException {
    if (node.isTextual() && node.textValue().equals("*")) {
      return List.of(new Entry(Form.EVERYONE, "", "*"));
    }
    if (!node.isObject()) {
      throw new MalformedPolicyException(
          Reason.INVALID_PRINCIPAL, node.toString(), "A principal must be \"*\" or an object.");
    }
    List<Entry> entries = new ArrayList<>();
    for (Map.Entry<String, JsonNode> field : node.properties()) {
      String type = field.getKey();
      List<String> texts = StatementParser.strings(field.getValue());
      if (texts == null) {
        throw invalid(type, field.getValue().toString());
      }
      for (String text : texts) {
        entries.add(entry(type, text));
      }
    }
    return entries;
  }

  private Entry entry(String type, String text) throws MalformedPolicyException {
    Entry entry =
        switch (type) {
          case "AWS" -> aws(text);
          case "Service" -> matching(SERVICE, Form.SERVICE, text);
          case "Federated" -> matching(PROVIDER, Form.FEDERATED, text);
          case "CanonicalUser" -> matching(CANONICAL_USER, Form.CANONICAL_USER, text);
          default -> null;
        };
    boolean inPlace =
        switch (kind) {
          case BUCKET -> true;
          case RESOURCE_CONTROL -> text.equals("*");
          default -> !IN_BUCKETS_ONLY.contains(type);
        };
    if (entry == null || !inPlace) {
      throw invalid(type, '"' + text + '"');
    }
    return entry;
  }

  private static Entry aws(String text) {
    if (text.equals("*")) {
      return new Entry(Form.EVERYONE, "", text);
    }
    Matcher root = ROOT.matcher(text);
    if (root.matches()) {
      return new Entry(Form.ACCOUNT, root.group(1), text);
    }
    if (ACCOUNT.matcher(text).matches()) {
      return new Entry(Form.ACCOUNT, text, text);
    }
    Entry entity = matching(ENTITY, Form.ARN, text);
    return entity != null ? entity : matching(UNIQUE_ID, Form.UNIQUE_ID, text);
  }

  /**
   * A principal outside a policy.
   *
   * @throws IllegalArgumentException when the text has no form that a caller can have
   */
  static Entry named(String text) {
    Entry entry = aws(text);
    if (entry == null) {
      entry = matching(SERVICE, Form.SERVICE, text);
    }
    if (entry == null) {
      throw new IllegalArgumentException("not a principal: " + text);
    }
    return entry;
  }

  private static Entry matching(Pattern pattern, Form form, String text) {
    return pattern.matcher(text).matches() ? new Entry(form, text, text) : null;
  }

  private static MalformedPolicyException invalid(String type, String json) {
    String value = '"' + type + "\":" + json;
    return new MalformedPolicyException(
        Reason.INVALID_PRINCIPAL, value, "Nobody can be the principal " + value + ".");
  }
}
