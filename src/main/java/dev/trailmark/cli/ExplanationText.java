package dev.trailmark.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.StringJoiner;

/**
 * An explanation for a person: what is decided, what AWS says, what each kind of policy says, which
 * statements decide or nearly allow, and what to do.
 *
 * @param answer the simulator's answer to {@code explain}
 */
record ExplanationText(JsonNode answer) {
  private static final int MOST_NEARLY = 3;

  private static final Map<String, String> VERDICTS =
      Map.of(
          "allows", "allows it",
          "delegates", "leaves it to the account's own policies",
          "denies", "denies it",
          "silent", "says nothing that applies",
          "notShown", "is another account's, and not shown");

  /** The whole text, without a line end. */
  String text() {
    List<String> lines = new ArrayList<>();
    lines.add(headline());
    JsonNode denial = answer.path("denial");
    if (!denial.isMissingNode()) {
      lines.add("AWS says: " + denial.path("code").asText());
      lines.add("  " + denial.path("message").asText("(no message)"));
    }
    if (answer.has("note")) {
      lines.add(answer.path("note").asText());
    }
    if (!answer.path("policies").isEmpty()) {
      lines.add("");
      lines.add("What the policies say");
      answer.path("policies").forEach(side -> lines.add(side(side)));
    }
    addStatements(lines, allowed() ? "Allowed by" : "Denied by", answer.path("deciding"));
    withoutStatement().ifPresent(reason -> lines.addAll(List.of("", "Allowed by", "  " + reason)));
    if (!allowed()) {
      answer.path("policies").forEach(side -> addNearly(lines, side));
      lines.add("");
      lines.add("What to do");
      new ExplanationAdvice(answer).lines().forEach(line -> lines.add("  - " + line));
    }
    return String.join(System.lineSeparator(), lines);
  }

  private boolean allowed() {
    return answer.path("decision").asText().equals("allowed");
  }

  /** What allows without being a statement of a policy. */
  private Optional<String> withoutStatement() {
    if (!allowed()) {
      return Optional.empty();
    }
    return switch (answer.path("decidedBy").asText()) {
      case "grant" -> Optional.of("a grant on " + answer.path("resource").asText());
      case "acl" -> Optional.of("an access control list");
      case "root" -> Optional.of("the rights of the account's root user");
      default -> Optional.empty();
    };
  }

  private String headline() {
    String outcome =
        switch (answer.path("decision").asText()) {
          case "allowed" -> "ALLOWED";
          case "explicitDeny" -> "DENIED by a statement";
          default -> "DENIED, since nothing allows it";
        };
    String resource = answer.path("resource").asText();
    return "%s: %s, by %s%s"
        .formatted(
            outcome,
            answer.path("action").asText(),
            answer.path("principal").asText(),
            resource.equals("*") ? "" : ", on " + resource);
  }

  private static String side(JsonNode side) {
    String verdict = side.path("verdict").asText();
    String text = VERDICTS.getOrDefault(verdict, verdict);
    if (verdict.equals("silent") && side.path("count").asInt() == 0) {
      text = "there is none";
    }
    return "  %-23s %s".formatted(side.path("called").asText(), text);
  }

  private static void addStatements(List<String> lines, String title, JsonNode statements) {
    if (statements.isEmpty()) {
      return;
    }
    lines.add("");
    lines.add(title);
    for (JsonNode statement : statements) {
      lines.add("  " + place(statement));
      lines.add("    " + statement.path("text"));
    }
  }

  private static void addNearly(List<String> lines, JsonNode side) {
    JsonNode nearly = side.path("nearlyAllow");
    if (nearly.isEmpty()) {
      return;
    }
    lines.add("");
    lines.add("Would allow it, but for what does not fit");
    int shown = 0;
    for (JsonNode statement : nearly) {
      if (shown++ == MOST_NEARLY) {
        lines.add("  and " + (nearly.size() - MOST_NEARLY) + " more; see --json");
        return;
      }
      lines.add("  " + place(statement));
      lines.add("    " + statement.path("text"));
      statement
          .path("obstacles")
          .forEach(obstacle -> lines.add("    - " + obstacle.path("sentence").asText()));
    }
  }

  /** Such as {@code statement 2 "Users" of the policy of arn:aws:kms:…}. */
  static String place(JsonNode statement) {
    StringJoiner place = new StringJoiner(" ");
    place.add("statement " + statement.path("number").asInt());
    if (statement.has("sid")) {
      place.add("\"" + statement.path("sid").asText() + "\"");
    }
    JsonNode policy = statement.path("policy");
    String named = policy.path("arn").asText(policy.path("name").asText(""));
    return place
        .add("of")
        .add(
            switch (policy.path("type").asText()) {
              case "resource" -> "the policy of " + policy.path("of").asText();
              case "trust" -> "the trust policy of " + policy.path("of").asText();
              case "session" -> "the session policy";
              case "boundary" -> "the permissions boundary " + named;
              case "user" -> "the user's inline policy " + named;
              case "group" -> "a group's inline policy " + named;
              case "role" -> "the role's inline policy " + named;
              case "managed" -> "the managed policy " + named;
              default -> "an inline policy";
            })
        .toString();
  }
}
