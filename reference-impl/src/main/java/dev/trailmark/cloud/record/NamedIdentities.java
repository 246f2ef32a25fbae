package dev.trailmark.cloud.record;

import dev.trailmark.cloud.store.Event;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The users, groups, roles, policies, access keys and sessions that the event history finds IAM's
 * and STS's events by, though their records list none: what request and response name them.
 *
 * <p>Of AssumeRole AWS was seen to list the key, and the session by name, id and ARN. Which
 * resources it lists of IAM's events is not documented; here they are those that the request names,
 * and a new one by its ARN, id and name.
 */
final class NamedIdentities {
  private static final String POLICY = "AWS::IAM::Policy";
  private static final String ACCESS_KEY = "AWS::IAM::AccessKey";
  private static final String SESSION = "AWS::STS::AssumedRole";

  /** Members of requests and responses that name something, and its type. */
  private static final Map<String, String> NAMES =
      Map.of(
          "userName",
          "AWS::IAM::User",
          "groupName",
          "AWS::IAM::Group",
          "roleName",
          "AWS::IAM::Role",
          "policyArn",
          POLICY,
          "permissionsBoundary",
          POLICY,
          "accessKeyId",
          ACCESS_KEY);

  private final Set<Event.Resource> found = new LinkedHashSet<>();

  private NamedIdentities() {}

  /**
   * What an event is found by.
   *
   * @param parameters its {@code requestParameters}; may be {@code null}
   * @param response its {@code responseElements}; may be {@code null}
   */
  static List<Event.Resource> of(Map<String, Object> parameters, Map<String, Object> response) {
    NamedIdentities identities = new NamedIdentities();
    if (response != null) {
      response.forEach(identities::member);
    }
    if (parameters != null) {
      identities.names(parameters);
    }
    return new ArrayList<>(identities.found);
  }

  private void member(String name, Object value) {
    if (!(value instanceof Map<?, ?> members)) {
      return;
    }
    switch (name) {
      case "user" -> entity("AWS::IAM::User", name, members);
      case "group" -> entity("AWS::IAM::Group", name, members);
      case "role" -> entity("AWS::IAM::Role", name, members);
      case "policy" -> entity(POLICY, name, members);
      case "assumedRoleUser" -> session(members);
      default -> names(members);
    }
  }

  private void entity(String type, String name, Map<?, ?> members) {
    add(type, members.get("arn"));
    add(type, members.get(name + "Id"));
    add(type, members.get(name + "Name"));
  }

  private void session(Map<?, ?> members) {
    add(SESSION, members.get("arn"));
    if (members.get("assumedRoleId") instanceof String id) {
      add(SESSION, id);
      add(SESSION, id.substring(id.indexOf(':') + 1));
    }
  }

  private void names(Map<?, ?> members) {
    members.forEach(
        (name, value) -> {
          String type = NAMES.get(String.valueOf(name));
          if (type != null) {
            add(type, value);
          }
        });
  }

  private void add(String type, Object name) {
    if (name instanceof String text && !text.isEmpty()) {
      found.add(new Event.Resource(type, text));
    }
  }
}
