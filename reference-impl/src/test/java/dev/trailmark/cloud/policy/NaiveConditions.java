package dev.trailmark.cloud.policy;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Conditions by the table of operators, for {@link NaiveEvaluator}. */
final class NaiveConditions {

  private static final Pattern OPERATOR =
      Pattern.compile(
          "(ForAllValues:|ForAnyValue:)?(Not)?(String|Numeric|Date|Bool|Binary|Ip|Arn)"
              + "(Not)?(Equals|EqualsIgnoreCase|Like|LessThan|LessThanEquals|GreaterThan"
              + "|GreaterThanEquals|Address|)(IfExists)?");

  private final RequestContext context;
  private final boolean variables;

  NaiveConditions(RequestContext context, boolean variables) {
    this.context = context;
    this.variables = variables;
  }

  /** Whether every key of every operator holds. */
  boolean hold(JsonNode condition) {
    boolean hold = true;
    for (Map.Entry<String, JsonNode> operator : condition.properties()) {
      for (Map.Entry<String, JsonNode> key : operator.getValue().properties()) {
        List<String> found = context.values(key.getKey().toLowerCase());
        hold &= holds(operator.getKey(), NaiveStatements.texts(key.getValue()), found);
      }
    }
    return hold;
  }

  private boolean holds(String operator, List<String> wanted, List<String> found) {
    if (operator.equals("Null")) {
      return wanted.contains(found == null ? "true" : "false");
    }
    Matcher parts = OPERATOR.matcher(operator);
    if (!parts.matches()) {
      throw new IllegalArgumentException(operator);
    }
    String set = parts.group(1) == null ? "" : parts.group(1);
    boolean negated = parts.group(2) != null || parts.group(4) != null;
    boolean ifExists = parts.group(6) != null;
    if (found == null) {
      return switch (set) {
        case "ForAllValues:" -> true;
        case "ForAnyValue:" -> ifExists;
        default -> ifExists || negated;
      };
    }
    String relation = parts.group(3) + parts.group(5);
    boolean needsAll = set.equals("ForAllValues:") || (set.isEmpty() && negated);
    long passing =
        found.stream()
            .filter(value -> wanted.stream().anyMatch(w -> matches(relation, value, w)) != negated)
            .count();
    return needsAll ? passing == found.size() : passing > 0;
  }

  private boolean matches(String relation, String value, String wanted) {
    return switch (relation) {
      case "StringEquals" -> value.equals(plain(wanted));
      case "StringEqualsIgnoreCase" -> value.equalsIgnoreCase(plain(wanted));
      case "StringLike" -> matchesPattern(value, wanted);
      case "ArnEquals", "ArnLike" -> matchesArn(value, wanted);
      case "Bool" -> value.equalsIgnoreCase(wanted);
      case "BinaryEquals" -> new String(decode(value)).equals(new String(decode(wanted)));
      case "IpAddress" -> isWithin(value, wanted);
      default ->
          relation.startsWith("Numeric")
              ? compares(relation.substring(7), number(value).compareTo(number(wanted)))
              : compares(relation.substring(4), date(value).compareTo(date(wanted)));
    };
  }

  /** A policy value with its variables replaced; null when one has none. */
  private String plain(String wanted) {
    if (!variables) {
      return wanted;
    }
    Matcher variable = NaiveStatements.VARIABLE.matcher(wanted);
    StringBuilder text = new StringBuilder();
    while (variable.find()) {
      String value = NaiveStatements.value(variable.group(1), context);
      if (value == null) {
        return null;
      }
      variable.appendReplacement(text, Matcher.quoteReplacement(value));
    }
    return variable.appendTail(text).toString();
  }

  private boolean matchesPattern(String value, String wanted) {
    String expression =
        variables ? NaiveStatements.resolved(wanted, context) : NaiveStatements.expression(wanted);
    return expression != null && NaiveStatements.matches(expression, value);
  }

  private boolean matchesArn(String value, String wanted) {
    String[] found = value.split(":", 6);
    String[] parts = wanted.equals("*") ? "*:*:*:*:*:*".split(":") : wanted.split(":", 6);
    boolean matches = found.length == 6 && parts.length == 6;
    for (int i = 0; matches && i < 6; i++) {
      matches = matchesPattern(found[i], parts[i]);
    }
    return matches;
  }

  private static boolean compares(String relation, int order) {
    return switch (relation) {
      case "Equals" -> order == 0;
      case "LessThan" -> order < 0;
      case "LessThanEquals" -> order <= 0;
      case "GreaterThan" -> order > 0;
      case "GreaterThanEquals" -> order >= 0;
      default -> throw new IllegalArgumentException(relation);
    };
  }

  private static BigDecimal number(String text) {
    return new BigDecimal(text);
  }

  private static Instant date(String text) {
    return text.contains("T")
        ? Instant.parse(text)
        : text.contains("-")
            ? Instant.parse(text + "T00:00:00Z")
            : Instant.ofEpochSecond(Long.parseLong(text));
  }

  private static byte[] decode(String text) {
    return Base64.getDecoder().decode(text);
  }

  private static boolean isWithin(String address, String range) {
    try {
      String[] parts = range.split("/");
      byte[] network = InetAddress.getByName(parts[0]).getAddress();
      byte[] found = InetAddress.getByName(address).getAddress();
      int bits = network.length * 8;
      int fixed = parts.length == 1 ? bits : Integer.parseInt(parts[1]);
      return network.length == found.length
          && new BigInteger(1, network)
              .shiftRight(bits - fixed)
              .equals(new BigInteger(1, found).shiftRight(bits - fixed));
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException(e);
    }
  }
}
