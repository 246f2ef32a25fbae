package dev.trailmark.target;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.net.URI;
import java.util.Map;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;

/**
 * The administration of a Trailmark simulator, which no other target has: operations below {@code
 * /_trailmark/}, signed for the service {@code trailmark}, that take and give JSON.
 */
public final class ControlRoom {
  private static final JsonMapper JSON = new JsonMapper();
  private static final String SERVICE = "trailmark";

  private final Target target;
  private final AwsCredentialsProvider credentials;

  ControlRoom(Target target, AwsCredentialsProvider credentials) {
    this.target = target;
    this.credentials = credentials;
  }

  /**
   * Asks.
   *
   * @param operation such as {@code explain}
   * @param input the operation's input
   * @return the answer; a refusal in the simulator's words; or silence, also when the target is no
   *     Trailmark simulator
   */
  public Reply<JsonNode> ask(String operation, JsonNode input) {
    URI url = URI.create(target.serviceUrl(SERVICE) + "/_trailmark/" + operation);
    byte[] body = bytes(input);
    Reply<Map<String, String>> signed =
        target.ask(
            "its " + operation,
            () ->
                target
                    .signer(credentials)
                    .sign(
                        SERVICE,
                        "POST",
                        url,
                        Map.of("Content-Type", "application/json"),
                        body,
                        target.clock()));
    return signed
        .then(headers -> target.http().send("POST", url, headers, body))
        .then(answer -> sorted(operation, answer));
  }

  private Reply<JsonNode> sorted(String operation, HttpAnswer answer) {
    JsonNode body = read(answer);
    boolean ok = answer.status() == 200;
    if (body == null || !body.isObject() || !ok && !body.has("__type")) {
      return new Reply.Unanswered<>(
          "%s is no Trailmark simulator: it answers HTTP %d to POST /_trailmark/%s; name the URL of"
                  .formatted(target.describe(), answer.status(), operation)
              + " a `trailmark serve`");
    }
    return ok
        ? new Reply.Answered<>(body)
        : Refusals.sort(
            target,
            "its " + operation,
            new AwsError(
                body.path("__type").asText(), answer.status(), body.path("message").asText()));
  }

  private static JsonNode read(HttpAnswer answer) {
    try {
      return JSON.readTree(answer.body());
    } catch (IOException e) {
      return null;
    }
  }

  private static byte[] bytes(JsonNode input) {
    try {
      return JSON.writeValueAsBytes(input);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree of JSON cannot be written", e);
    }
  }
}
