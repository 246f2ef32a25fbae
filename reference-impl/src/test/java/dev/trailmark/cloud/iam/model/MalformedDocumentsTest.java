package dev.trailmark.cloud.iam.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trailmark.cloud.operation.ServiceException;
import dev.trailmark.cloud.policy.PolicyKind;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What AWS was recorded to say of malformed managed policies. */
class MalformedDocumentsTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Allow|invalid|*|Actions/Conditions must be prefaced by a vendor, e.g., iam, sdb, ec2,"
            + " etc.",
        "Allow||*|Actions/Conditions must be prefaced by a vendor, e.g., iam, sdb, ec2, etc.",
        "Allow|a a:ListBucket|*|Vendor a a is not valid",
        "Allow|s3:List:Bucket|*|Actions/Condition can contain only one colon.",
        "Allow|s3:ListBucket|invalid resource|Resource invalid resource must be in ARN format or"
            + " \"*\".",
        "Allow|s3:ListBucket||Resource  must be in ARN format or \"*\".",
        "Allow|s3:ListBucket|arn:aws|Resource vendor must be fully qualified and cannot contain"
            + " regexes.",
        "Allow|s3:ListBucket|arn:aws:s3::example_bucket|The policy failed legacy parsing",
        "Allow|s3:ListBucket|arn:aws:::::word|The policy failed legacy parsing",
        "Allow|s3:ListBucket|arn:aws::word|The policy failed legacy parsing",
        "Allow|s3:ListBucket|arn:error:s3:::example_bucket|Partition \"error\" is not valid for"
            + " resource \"arn:error:s3:::example_bucket\".",
        "Allow|s3:ListBucket|arn:error|Partition \"error\" is not valid for resource"
            + " \"arn:error:*:*:*:*\".",
        "Allow|s3:ListBucket|arn:error:s3|Partition \"error\" is not valid for resource"
            + " \"arn:error:s3:*:*:*\".",
        "Allow|s3:ListBucket|arn:aws:s3:us-east-1::example_bucket|Resource"
            + " arn:aws:s3:us-east-1::example_bucket can not contain region information.",
        "Allow|s3:ListBucket|arn:aws:s3|Resource arn:aws:s3 can not contain region information.",
        "Allow|iam:GetUser|arn:aws:iam:us-east-1::user/x|IAM resource"
            + " arn:aws:iam:us-east-1::user/x cannot contain region information.",
        "denY|s3:ListBucket|*|The policy failed legacy parsing",
        "invalid|s3:ListBucket|*|Syntax errors in policy.",
      })
  void aMalformedStatementIsRefusedInTheRecordedWords(
      String effect, String action, String resource, String message) {
    String policy = policy(effect, text(action), text(resource));

    assertThatThrownBy(() -> PolicyTexts.parse(policy, PolicyKind.MANAGED))
        .isInstanceOfSatisfying(
            ServiceException.class,
            refusal -> {
              assertThat(refusal.code()).isEqualTo("MalformedPolicyDocument");
              assertThat(refusal.getMessage()).isEqualTo(message);
            });
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "s3:ListBucket|arn:aws:word",
        "s3:ListBucket|arn:aws:invalid-service:us-east-1::word",
        "s3:ListBucket|arn:aws:s3:us-east-1:111122223333:accesspoint/front",
        "s3.s:ListBucket|arn:aws:s3:::example_bucket",
        "iam: any words at all |arn:aws:s3:::example_bucket",
      })
  void whatIsOddButTakenIsTaken(String action, String resource) {
    assertThat(PolicyTexts.parse(policy("Allow", action, resource), PolicyKind.MANAGED))
        .isNotNull();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "|Policy document must be version 2012-10-17 or greater.",
        "\"Version\":\"2008-10-17\",|Policy document must be version 2012-10-17 or greater.",
        "\"Version\":\"2013-10-17\",|Syntax errors in policy.",
      })
  void aManagedPolicyMustBeOfTheNewestVersion(String version, String message) {
    String policy =
        policy("Allow", "s3:ListBucket", "*").replace("\"Version\":\"2012-10-17\",", text(version));

    assertThatThrownBy(() -> PolicyTexts.parse(policy, PolicyKind.MANAGED)).hasMessage(message);
  }

  @ParameterizedTest
  @CsvSource({"IDENTITY", "SESSION"})
  void policiesThatAreNotManagedMayBeOfTheFirstVersion(PolicyKind kind) {
    String policy = policy("Allow", "s3:ListBucket", "*").replace("2012", "2008");

    assertThat(PolicyTexts.parse(policy, kind).version()).isEqualTo("2008-10-17");
  }

  private static String policy(String effect, String action, String resource) {
    return "{\"Version\":\"2012-10-17\",\"Statement\":{\"Effect\":\"%s\",\"Action\":\"%s\",\"Resource\":\"%s\"}}"
        .formatted(effect, action, resource);
  }

  private static String text(String cell) {
    return cell == null ? "" : cell;
  }
}
