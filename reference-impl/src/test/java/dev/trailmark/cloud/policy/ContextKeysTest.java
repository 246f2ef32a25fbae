package dev.trailmark.cloud.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ContextKeysTest {

  @Test
  void variablesAndConditionKeysAreNamedInTheOrderOfTheText() throws Exception {
    assertThat(
            keys(
                """
                {"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"dynamodb:*",
                 "Resource":"arn:aws:dynamodb:us-west-2:111122223333:table/${aws:username}",
                 "Condition":{"DateGreaterThan":{"aws:CurrentTime":"2015-08-16T12:00:00Z"}}}}"""))
        .containsExactly("aws:username", "aws:CurrentTime");
  }

  @Test
  void aKeyIsNamedOnceAsItIsFirstSpelled() throws Exception {
    assertThat(
            keys(
                """
                {"Version":"2012-10-17","Statement":[
                 {"Effect":"Allow","Action":"s3:*","Resource":"*","Condition":{
                  "StringLike":{"aws:PrincipalTag/Team":["${aws:PrincipalTag/team, 'none'}","a"]}}},
                 {"Effect":"Deny","Action":"s3:*","Resource":"arn:aws:s3:::b/${*}/${s3:prefix}",
                  "Condition":{"Bool":{"AWS:SecureTransport":"false"}}}]}"""))
        .containsExactly("aws:PrincipalTag/Team", "s3:prefix", "AWS:SecureTransport");
  }

  @Test
  void theOldVersionHasNoVariables() throws Exception {
    assertThat(
            keys(
                """
                {"Statement":{"Effect":"Allow","Action":"s3:*","Resource":"arn:aws:s3:::b/${aws:username}",
                 "Condition":{"StringEquals":{"aws:UserAgent":"${aws:userid}"}}}}"""))
        .containsExactly("aws:UserAgent");
  }

  @Test
  void givenKeysAreNotMissingWhateverTheirCase() throws Exception {
    PolicyDocument policy =
        PolicyDocument.parse(
            """
            {"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"s3:*","Resource":"*",
             "Condition":{"IpAddress":{"aws:SourceIp":"10.0.0.0/8"},"Bool":{"aws:SecureTransport":"true"}}}}""",
            PolicyKind.IDENTITY);

    assertThat(ContextKeys.missing(List.of(policy), Set.of("aws:sourceip")))
        .containsExactly("aws:SecureTransport");
  }

  private static List<String> keys(String policy) throws MalformedPolicyException {
    return ContextKeys.of(List.of(PolicyDocument.parse(policy, PolicyKind.IDENTITY)));
  }
}
