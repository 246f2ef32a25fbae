package dev.trailmark.cloud.control;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.trailmark.cloud.operation.AccessCheck;
import dev.trailmark.cloud.operation.Directory;
import dev.trailmark.cloud.policy.Decision.Source;
import dev.trailmark.cloud.policy.Explanation.NearMiss;
import dev.trailmark.cloud.policy.MalformedPolicyException;
import dev.trailmark.cloud.policy.Match;
import dev.trailmark.cloud.policy.Obstacle;
import dev.trailmark.cloud.policy.PolicyDocument;
import dev.trailmark.cloud.policy.PolicyOrigin;
import java.util.List;

/**
 * Statements as JSON: where they stand, and their text with users and roles by their ARNs.
 *
 * @param directory knows the ARNs behind unique ids
 * @param check what was asked for
 */
record StatementView(Directory directory, AccessCheck check) {

  ObjectNode of(Source source, Match stored) {
    Match match = stored.policy().kind().namesPrincipals() ? shown(stored) : stored;
    ObjectNode view = JsonNodeFactory.instance.objectNode();
    policy(view.putObject("policy"), source, match.policy().origin());
    view.put("number", match.index() + 1);
    match.statement().sid().ifPresent(sid -> view.put("sid", sid));
    view.put("effect", match.statement().isAllow() ? "Allow" : "Deny");
    view.set("text", match.written());
    return view;
  }

  ObjectNode of(Source source, NearMiss miss) {
    ObjectNode view = of(source, miss.match());
    ArrayNode obstacles = view.putArray("obstacles");
    for (Obstacle stored : miss.obstacles()) {
      Obstacle obstacle =
          stored.element().endsWith("Principal")
              ? new Obstacle(
                  stored.element(),
                  null,
                  null,
                  shown(miss.match()).statement().principals(),
                  stored.found())
              : stored;
      ObjectNode shown = obstacles.addObject();
      shown.put("element", obstacle.element());
      if (obstacle.operator() != null) {
        shown.put("operator", obstacle.operator());
        shown.put("key", obstacle.key());
      }
      addAll(shown.putArray("wanted"), obstacle.wanted());
      addAll(shown.putArray("found"), obstacle.found());
      shown.put("sentence", obstacle.sentence());
    }
    return view;
  }

  private void policy(ObjectNode view, Source source, PolicyOrigin origin) {
    switch (source) {
      case RESOURCE -> {
        view.put("type", "resource");
        view.put("of", holder());
      }
      case TRUST -> {
        view.put("type", "trust");
        view.put("of", check.resource());
      }
      default -> {
        view.put("type", origin == PolicyOrigin.INPUT ? "inline" : typeOf(origin));
        if (!origin.name().isEmpty()) {
          view.put("name", origin.name());
        }
        if (origin.arn() != null) {
          view.put("arn", origin.arn());
        }
      }
    }
  }

  private static String typeOf(PolicyOrigin origin) {
    return switch (origin.type()) {
      case USER -> "user";
      case GROUP -> "group";
      case ROLE -> "role";
      case AWS_MANAGED, USER_MANAGED -> "managed";
      case BOUNDARY -> "boundary";
      case SESSION -> "session";
      case SCP, RCP -> "organization";
      case RESOURCE -> "resource";
      case INPUT -> "inline";
    };
  }

  /** An object is under its bucket's policy. */
  private String holder() {
    String resource = check.resource();
    int slash = resource.startsWith("arn:aws:s3:") ? resource.indexOf('/') : -1;
    return slash < 0 ? resource : resource.substring(0, slash);
  }

  /** The same statement of the policy as callers see it. */
  private Match shown(Match stored) {
    PolicyDocument policy = stored.policy();
    try {
      PolicyDocument shown =
          PolicyDocument.parse(directory.shown(policy.text()), policy.kind(), policy.origin());
      return shown.statements().size() == policy.statements().size()
          ? new Match(shown, shown.statements().get(stored.index()))
          : stored;
    } catch (MalformedPolicyException e) {
      throw new IllegalStateException("a policy in force cannot be read", e);
    }
  }

  private static void addAll(ArrayNode array, List<String> texts) {
    texts.forEach(array::add);
  }
}
