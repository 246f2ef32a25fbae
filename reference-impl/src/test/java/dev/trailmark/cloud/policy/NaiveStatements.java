package dev.trailmark.cloud.policy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Which statements fit a request by action, resource and condition, by regular expressions. */
final class NaiveStatements {

  private static final ObjectMapper JSON = new ObjectMapper();
  static final Pattern VARIABLE = Pattern.compile("\\$\\{([^}]*)\\}");

  /** Compiling is what takes the time. */
  private static final Map<String, Pattern> EXPRESSIONS = new ConcurrentHashMap<>();

  private final AccessRequest request;
  private final Map<PolicyDocument, JsonNode> parsed;

  NaiveStatements(AccessRequest request, Map<PolicyDocument, JsonNode> parsed) {
    this.request = request;
    this.parsed = parsed;
  }

  /** The statements of an effect that fit, whomever they name. */
  List<JsonNode> saying(String effect, PolicyDocument document) {
    List<JsonNode> fitting = new ArrayList<>();
    JsonNode root = parsed.computeIfAbsent(document, NaiveStatements::read);
    boolean variables = root.path("Version").asText().equals("2012-10-17");
    NaiveConditions conditions = new NaiveConditions(request.context(), variables);
    for (JsonNode statement : root.get("Statement")) {
      if (statement.get("Effect").asText().equals(effect)
          && coversAction(statement)
          && coversResource(statement, variables)
          && conditions.hold(statement.path("Condition"))) {
        fitting.add(statement);
      }
    }
    return fitting;
  }

  private static JsonNode read(PolicyDocument document) {
    try {
      return JSON.readTree(document.text());
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  private boolean coversAction(JsonNode statement) {
    boolean positive = statement.has("Action");
    boolean found =
        texts(statement.get(positive ? "Action" : "NotAction")).stream()
            .anyMatch(
                text -> matches(expression(text.toLowerCase()), request.action().toLowerCase()));
    return found == positive;
  }

  private boolean coversResource(JsonNode statement, boolean variables) {
    boolean positive = statement.has("Resource");
    if (!positive && !statement.has("NotResource")) {
      return true;
    }
    boolean found = false;
    boolean unresolved = false;
    for (String text : texts(statement.get(positive ? "Resource" : "NotResource"))) {
      String expression = variables ? resolved(text, request.context()) : expression(text);
      unresolved |= expression == null;
      found |= expression != null && matches(expression, request.resource());
    }
    return positive ? found : !found && !unresolved;
  }

  static boolean matches(String expression, String value) {
    return EXPRESSIONS.computeIfAbsent(expression, Pattern::compile).matcher(value).matches();
  }

  /** The regular expression of a pattern without variables. */
  static String expression(String pattern) {
    return pattern.isEmpty()
        ? ""
        : "(?s)\\Q" + pattern.replace("*", "\\E.*\\Q").replace("?", "\\E.\\Q") + "\\E";
  }

  /** The regular expression of a pattern with variables; null when one has no value. */
  static String resolved(String pattern, RequestContext context) {
    StringBuilder expression = new StringBuilder("(?s)");
    Matcher variable = VARIABLE.matcher(pattern);
    int end = 0;
    while (variable.find()) {
      expression.append(expression(pattern.substring(end, variable.start())));
      String value = value(variable.group(1), context);
      if (value == null) {
        return null;
      }
      expression.append(Pattern.quote(value));
      end = variable.end();
    }
    return expression.append(expression(pattern.substring(end))).toString();
  }

  /** The value of what stands between the braces. */
  static String value(String body, RequestContext context) {
    if (body.length() == 1) {
      return body;
    }
    String[] parts = body.split(",", 2);
    List<String> values = context.values(parts[0].trim().toLowerCase());
    if (values != null) {
      return values.size() == 1 ? values.get(0) : null;
    }
    return parts.length == 2 ? parts[1].trim().replace("'", "") : null;
  }

  static List<String> texts(JsonNode node) {
    List<String> texts = new ArrayList<>();
    if (node.isValueNode()) {
      texts.add(node.asText());
    }
    node.elements().forEachRemaining(element -> texts.add(element.asText()));
    return texts;
  }
}
