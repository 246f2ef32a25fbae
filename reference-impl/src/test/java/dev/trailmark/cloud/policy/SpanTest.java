package dev.trailmark.cloud.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Positions as published answers of IAM's simulator give them. */
class SpanTest {

  /** The example of the aws CLI's reference for simulate-custom-policy. */
  @Test
  void aStatementOutsideAListStartsAfterItsBrace() throws MalformedPolicyException {
    String policy =
        "{\"Version\":\"2012-10-17\",\"Statement\":{\"Effect\":\"Allow\",\"Action\":\"dynamodb:*\","
            + "\"Resource\":\"*\",\"Condition\":{\"DateGreaterThan\":{\"aws:CurrentTime\":"
            + "\"2018-08-16T12:00:00Z\"}}}}";
    assertThat(spans(policy)).containsExactly(new Span(1, 38, 1, 167));
  }

  /** The example of the API reference for SimulatePrincipalPolicy. */
  @Test
  void linesCountFromOne() throws MalformedPolicyException {
    String policy =
        """
        {
          "Version":"2012-10-17",
          "Statement":{
            "Effect":"Allow",
            "Action":"s3:PutObject",
            "Resource":"arn:aws:s3:::my-test-bucket"
          }
        }""";
    assertThat(spans(policy)).containsExactly(new Span(3, 16, 7, 4));
  }

  /** AdministratorAccess, of which many have published the answer. */
  @Test
  void theFirstOfAListStartsAfterTheBracket() throws MalformedPolicyException {
    String policy =
        """
        {
          "Version": "2012-10-17",
          "Statement": [
            {
              "Effect": "Allow",
              "Action": "*",
              "Resource": "*"
            }
          ]
        }""";
    assertThat(spans(policy)).containsExactly(new Span(3, 17, 8, 6));
  }

  @Test
  void theNextStartsWhereTheOneBeforeEnds() throws MalformedPolicyException {
    String one = "{\"Effect\": \"Allow\", \"Action\": \"s3:*\", \"Resource\": \"*\"}";
    String policy = "{\"Id\": \"x\", \"Statement\": [" + one + " , " + one + "]}";
    int first = policy.indexOf('[') + 2;
    int second = first + one.length();
    assertThat(spans(policy))
        .containsExactly(
            new Span(1, first, 1, second), new Span(1, second, 1, second + 3 + one.length()));
  }

  private static List<Span> spans(String policy) throws MalformedPolicyException {
    return PolicyDocument.parse(policy, PolicyKind.IDENTITY).statements().stream()
        .map(Statement::span)
        .toList();
  }
}
