package dev.trailmark.cloud.policy;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Conditions at random and request contexts that they often hold for. */
final class RandomConditions {

  /** The families: a key, its operators, values of policies, values of requests. */
  private enum Family {
    STRING(
        "aws:k",
        "StringEquals StringNotEquals StringLike StringNotLike StringEqualsIgnoreCase"
            + " StringNotEqualsIgnoreCase",
        "'a'|['a','b']|'c'|'?'|'*'|'A'|'a*'|'*l*e'|'${aws:PrincipalTag/team,"
            + " 'a'}'|'${aws:username}'|'${*}'|'${aws:k}'",
        "a|b|a,c|B|*|alice"),
    NUMBER(
        "aws:n",
        "NumericEquals NumericNotEquals NumericLessThan NumericLessThanEquals NumericGreaterThan"
            + " NumericGreaterThanEquals",
        "5|'5.0'|['1','9']|'-2'",
        "5|1|9.5|-2|5,6"),
    DATE(
        "aws:d",
        "DateEquals DateNotEquals DateLessThan DateLessThanEquals DateGreaterThan"
            + " DateGreaterThanEquals",
        "'2026-01-01'|1767225600|['2025-01-01T00:00:00Z','2027-01-01']",
        "2026-01-01T00:00:00Z|2025-01-01|1767225601|1767225600"),
    BOOLEAN("aws:b", "Bool", "true|'false'|'True'", "true|false"),
    BYTES("aws:y", "BinaryEquals", "'QQ=='|['QUI=','QQ==']", "QQ==|QUI="),
    ADDRESS(
        "aws:i",
        "IpAddress NotIpAddress",
        "'10.0.0.0/8'|['10.1.0.0/17','192.0.2.1']|'2001:db8::/33'|'0.0.0.0/0'",
        "10.1.2.3|10.1.200.3|192.0.2.1|2001:db8::1|2001:db8:8000::1"),
    ARN(
        "aws:r",
        "ArnEquals ArnLike ArnNotEquals ArnNotLike",
        "'arn:aws:s3:::b*'|'arn:aws:*:*:*:b?k'|'*'|'arn:aws:*'"
            + "|['arn:aws:s3:::c','arn:aws:s3:::${aws:username}']",
        "arn:aws:s3:::b/k|arn:aws:s3:::c|arn:aws:s3:::alice|arn:aws:s3:us:1:b:k");

    private final String key;
    private final String[] operators;
    private final String[] wanted;
    private final String[] found;

    Family(String key, String operators, String wanted, String found) {
      this.key = key;
      this.operators = operators.split(" ");
      this.wanted = wanted.split("\\|");
      this.found = found.split("\\|");
    }
  }

  /** As often as operators share a family's part. */
  private static final String[] FAMILIES =
      ("STRING STRING STRING STRING STRING STRING STRING NUMBER NUMBER NUMBER NUMBER DATE DATE DATE"
              + " DATE ARN ARN BOOLEAN BYTES ADDRESS")
          .split(" ");

  /** Ends the name of each family's second key. */
  private static final String SECOND = "2";

  private final Random random;

  RandomConditions(Random random) {
    this.random = random;
  }

  /** Every key that a condition may name. */
  static List<String> keys() {
    return Arrays.stream(Family.values())
        .flatMap(family -> Stream.of(family.key, family.key + SECOND))
        .toList();
  }

  /** Values for some of the keys. */
  void fill(ContextValues context) {
    for (Family family : Family.values()) {
      for (String key : List.of(family.key, family.key + SECOND)) {
        if (random.nextInt(3) > 0) {
          context.put(key, pick(family.found).split(","));
        }
      }
    }
  }

  /** The inside of a Condition: an operator or two, each with a key or two. */
  String next() {
    Map<String, String> operators = new LinkedHashMap<>();
    for (int i = random.nextInt(4) == 0 ? 1 : 0; i >= 0; i--) {
      Family family = Family.valueOf(pick(FAMILIES));
      if (random.nextInt(8) == 0) {
        operators.put("Null", keys(family, pick("'true'", "false", "'false'", "['true']")));
      } else {
        String set = pick("", "", "", "", "ForAllValues:", "ForAnyValue:");
        String ifExists = random.nextInt(4) == 0 ? "IfExists" : "";
        operators.put(set + pick(family.operators) + ifExists, keys(family, pick(family.wanted)));
      }
    }
    return operators.entrySet().stream()
        .map(operator -> "\"" + operator.getKey() + "\":{" + operator.getValue() + "}")
        .collect(Collectors.joining(","));
  }

  private String keys(Family family, String wanted) {
    String first = entry(family.key, wanted);
    return switch (random.nextInt(6)) {
      case 0 -> entry(family.key + SECOND, wanted);
      case 1 -> first + "," + entry(family.key + SECOND, wanted);
      default -> first;
    };
  }

  private String entry(String key, String wanted) {
    String spelled = random.nextInt(4) == 0 ? key.toUpperCase() : key;
    return "\"" + spelled + "\":" + quoted(wanted);
  }

  /** With JSON's quotes, but for those around a variable's default. */
  private static String quoted(String value) {
    return value.replace('\'', '"').replaceAll(", \"(\\w+)\"}", ", '$1'}");
  }

  private String pick(String... choices) {
    return choices[random.nextInt(choices.length)];
  }
}
