package dev.trailmark.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import software.amazon.awssdk.services.kms.model.GrantOperation;

/**
 * What somebody who was denied can do about it.
 *
 * @param answer the simulator's answer to {@code explain}
 */
record ExplanationAdvice(JsonNode answer) {
  /** Who signs nothing, in questions and answers. */
  private static final String ANONYMOUS = "anonymous";

  List<String> lines() {
    List<String> lines = new ArrayList<>();
    if (answer.path("decision").asText().equals("explicitDeny")) {
      lines.add(
          "take the action out of the Deny, or let its conditions not hold: no Allow outweighs it");
      return lines;
    }
    if (answer.path("action").asText().matches("s3:(Get|Put|Delete)Object.*")
        && !resource().contains("/")) {
      lines.add(
          "ask about an object: %s is a bucket, and %s is about %s/KEY"
              .formatted(resource(), answer.path("action").asText(), resource()));
    }
    lines.add(missing());
    if (answer.path("decidedBy").asText().equals("identity")) {
      limits()
          .forEach(
              limit ->
                  lines.add("that alone will not do: the %s has to allow it too".formatted(limit)));
    }
    if (answer.path("decidedBy").asText().equals("identity") && delegated()) {
      lines.add(
          "or name %s itself in the policy of the resource, which then needs no other"
              .formatted(principal()));
    }
    if (canBeGranted()) {
      lines.add(
          "or have it granted: aws kms create-grant --key-id %s --grantee-principal %s --operations %s"
              .formatted(resource(), principal(), grantedOperation()));
    }
    absentKeys().stream()
        .map("see whether it would be allowed with --context %s=VALUE"::formatted)
        .forEach(lines::add);
    return lines;
  }

  private String missing() {
    String action = answer.path("action").asText();
    if (principal().equals(ANONYMOUS)) {
      return answer.path("decidedBy").isMissingNode()
          ? "sign the request: %s takes no others".formatted(action.replaceFirst(":.*", ""))
          : "let the policy of %s allow %s to everyone, and Block Public Access let such a policy be"
              .formatted(resource(), action);
    }
    return switch (answer.path("decidedBy").asText()) {
      case "identity" ->
          "give %s a policy that allows %s on %s".formatted(principal(), action, resource());
      case "boundary" ->
          "let the permissions boundary allow %s too: it limits what other policies give"
              .formatted(action);
      case "session" ->
          "ask for the session again with a session policy that allows %s, or with none"
              .formatted(action);
      case "trust" -> "let the role's trust policy name %s, or its account".formatted(principal());
      case "resource" ->
          answer.path("crossAccount").asBoolean()
              ? "have the account that owns %s allow %s to %s in its policy, if it exists"
                  .formatted(resource(), action, principal())
              : "let the policy of %s allow %s to %s, or to the account"
                  .formatted(resource(), action, principal());
      default -> "ask who administers %s for %s".formatted(resource(), action);
    };
  }

  /** Whether a grant is what a KMS key's policy and the identity's policies do not say. */
  private boolean canBeGranted() {
    String decidedBy = answer.path("decidedBy").asText();
    boolean grantWouldDo =
        decidedBy.equals("resource")
            || (decidedBy.equals("identity") && !answer.path("crossAccount").asBoolean());
    return grantWouldDo
        && answer.path("action").asText().startsWith("kms:")
        && resource().contains(":key/")
        && GrantOperation.fromValue(grantedOperation()) != GrantOperation.UNKNOWN_TO_SDK_VERSION;
  }

  private String grantedOperation() {
    return answer.path("action").asText().replaceFirst("^kms:", "");
  }

  /** What limits the principal besides, and does not allow either. */
  private List<String> limits() {
    List<String> limits = new ArrayList<>();
    for (JsonNode side : answer.path("policies")) {
      boolean limit = side.path("kind").asText().matches("boundary|session");
      if (limit && side.path("verdict").asText().equals("silent")) {
        limits.add(side.path("called").asText());
      }
    }
    return limits;
  }

  private boolean delegated() {
    for (JsonNode side : answer.path("policies")) {
      if (side.path("verdict").asText().equals("delegates")) {
        return true;
      }
    }
    return false;
  }

  /** Condition keys that alone keep a statement from allowing because the question lacks them. */
  private Set<String> absentKeys() {
    Set<String> keys = new LinkedHashSet<>();
    for (JsonNode side : answer.path("policies")) {
      for (JsonNode statement : side.path("nearlyAllow")) {
        List<String> absent = new ArrayList<>();
        statement
            .path("obstacles")
            .forEach(
                obstacle -> {
                  if (obstacle.has("key") && obstacle.path("found").isEmpty()) {
                    absent.add(obstacle.path("key").asText());
                  }
                });
        if (absent.size() == statement.path("obstacles").size()) {
          keys.addAll(absent);
        }
      }
    }
    return keys;
  }

  private String principal() {
    return answer.path("entity").asText();
  }

  private String resource() {
    return answer.path("resource").asText();
  }
}
