package dev.trailmark.submission;

import com.fasterxml.jackson.annotation.JsonFormat;
import java.util.Map;

/**
 * The shape of {@code submission.yaml}, member for member. A member that is not here is refused.
 */
record SubmissionFile(
    String student,
    Account account,
    String keyId,
    String trail,
    String bucket,
    String object,
    String uploadedAt,
    String submittedAt,
    Integer attempt,
    Map<QuestionNumber, String> answers) {

  /** The part that says how to reach the account. */
  record Account(
      String endpoint,
      String region,
      String profile,
      Keys keys,
      EnvironmentKeys environment,
      Role role) {}

  /** Keys in the file itself: for throw-away simulator accounts. */
  record Keys(String accessKeyId, String secretAccessKey, String sessionToken) {
    @Override
    public String toString() {
      return "Keys[hidden]";
    }
  }

  /** The names of environment variables that hold the keys. */
  record EnvironmentKeys(String accessKeyId, String secretAccessKey, String sessionToken) {}

  /** A role to assume. */
  record Role(String arn, String externalId) {}

  /** One of the assessment's questions, 1 to 5. */
  @JsonFormat(shape = JsonFormat.Shape.SCALAR)
  record QuestionNumber(int value) {
    static final int LAST = 5;
  }
}
