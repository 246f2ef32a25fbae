package dev.trailmark.submission;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Map;

/**
 * The shape of {@code submission.yaml}, member for member. A member that is not here is refused.
 */
record SubmissionFile(
    @JsonProperty(required = true) String student,
    @JsonProperty(required = true) Account account,
    String keyId,
    String trail,
    String bucket,
    String object,
    String uploadedAt,
    Map<QuestionNumber, String> answers) {

  /** The part that says how to reach the account. */
  record Account(
      String endpoint,
      @JsonProperty(required = true) String region,
      String profile,
      Keys keys,
      EnvironmentKeys environment,
      Role role) {}

  /** Keys in the file itself: for throw-away simulator accounts. */
  record Keys(
      @JsonProperty(required = true) String accessKeyId,
      @JsonProperty(required = true) String secretAccessKey,
      String sessionToken) {
    @Override
    public String toString() {
      return "Keys[hidden]";
    }
  }

  /** The names of environment variables that hold the keys. */
  record EnvironmentKeys(
      @JsonProperty(required = true) String accessKeyId,
      @JsonProperty(required = true) String secretAccessKey,
      String sessionToken) {}

  /** A role to assume. */
  record Role(@JsonProperty(required = true) String arn, String externalId) {}

  /** One of the assessment's questions, 1 to 5. */
  @JsonFormat(shape = JsonFormat.Shape.SCALAR)
  record QuestionNumber(int value) {
    static final int LAST = 5;
  }
}
