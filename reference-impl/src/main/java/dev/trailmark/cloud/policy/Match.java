package dev.trailmark.cloud.policy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;

/**
 * A statement that applies to a request, and the policy it stands in.
 *
 * @param policy the policy
 * @param statement one of its statements
 */
public record Match(PolicyDocument policy, Statement statement) {
  private static final JsonMapper JSON = new JsonMapper();

  /** The statement's place among those of its policy, from 0. */
  public int index() {
    return policy.statements().indexOf(statement);
  }

  /** The statement as its policy writes it: what is parsed has lost the case of condition keys. */
  public JsonNode written() {
    try {
      JsonNode statements = JSON.readTree(policy.text()).path("Statement");
      return statements.isArray() ? statements.path(indexIn(statements)) : statements;
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a policy in force cannot be read", e);
    }
  }

  /** A policy of which only the Deny statements count has fewer than its text. */
  private int indexIn(JsonNode statements) {
    if (statements.size() == policy.statements().size()) {
      return index();
    }
    int denies = -1;
    for (int i = 0; i < statements.size(); i++) {
      denies += statements.path(i).path("Effect").asText().equals("Deny") ? 1 : 0;
      if (denies == index()) {
        return i;
      }
    }
    return index();
  }
}
