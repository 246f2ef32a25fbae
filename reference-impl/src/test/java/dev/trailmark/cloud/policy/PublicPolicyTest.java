package dev.trailmark.cloud.policy;

import static dev.trailmark.cloud.policy.Fixtures.USER_ARN;
import static dev.trailmark.cloud.policy.Fixtures.allow;
import static dev.trailmark.cloud.policy.Fixtures.aws;
import static dev.trailmark.cloud.policy.Fixtures.deny;
import static dev.trailmark.cloud.policy.Fixtures.policy;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PublicPolicyTest {

  private static final String EVERYONE = allow("'*'", "s3:GetObject");

  @Test
  void anAllowToEveryoneIsPublicAndOneToSomebodyIsNot() {
    assertThat(isPublic(EVERYONE)).isTrue();
    assertThat(isPublic(allow(aws("*"), "s3:GetObject"))).isTrue();
    assertThat(isPublic(allow(aws(USER_ARN), "s3:*"))).isFalse();
    assertThat(isPublic(allow("{'Service':'cloudtrail.amazonaws.com'}", "s3:*"))).isFalse();
    assertThat(isPublic(deny("'*'", "s3:*"))).isFalse();
  }

  @Test
  void onePublicStatementIsEnoughAndADenyDoesNotHelp() {
    assertThat(isPublic(allow(aws(USER_ARN), "s3:*") + "," + EVERYONE)).isTrue();
    assertThat(isPublic(EVERYONE + "," + deny("'*'", "s3:*"))).isTrue();
  }

  @Test
  void allButSomebodyIsPublic() {
    String allow = allow(aws(USER_ARN), "s3:*").replace("'Principal'", "'NotPrincipal'");
    assertThat(isPublic(allow)).isTrue();
  }

  /** The examples of the documentation: a wildcard is public, a fixed value in its place is not. */
  @Test
  void theDocumentedExamplesAreToldApart() {
    String anyVpc = withCondition("'StringLike':{'aws:SourceVpc':'vpc-*'}");
    String oneVpc = withCondition("'StringEquals':{'aws:SourceVpc':'vpc-91237329'}");
    String account = allow(aws("arn:aws:iam::444455556666:root"), "s3:GetObject");
    String service = allow("{'Service':'cloudtrail.amazonaws.com'}", "s3:PutObject");

    assertThat(isPublic(anyVpc)).isTrue();
    assertThat(isPublic(oneVpc)).isFalse();
    assertThat(isPublic(account + "," + oneVpc + "," + service)).isFalse();
    assertThat(isPublic(account + "," + anyVpc + "," + service)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "'IpAddress':{'aws:SourceIp':'203.0.113.0/24'}",
        "'IpAddress':{'aws:SourceIp':['203.0.113.0/8','2001:db8::/32']}",
        "'StringEquals':{'aws:SourceVpc':'vpc-91237329'}",
        "'StringLike':{'aws:SourceVpce':'vpce-1a2b3c4d'}",
        "'ArnLike':{'aws:SourceArn':'arn:aws:sns:us-east-1:111122223333:topic'}",
        "'StringEquals':{'AWS:SourceAccount':'111122223333'}",
        "'StringEquals':{'aws:PrincipalOrgID':['o-1','o-2']}",
        "'StringEquals':{'s3:x-amz-server-side-encryption-aws-kms-key-id':'arn:aws:kms:::key/1'}",
        "'ArnLike':{'s3:DataAccessPointArn':'arn:aws:s3:us-west-2:111122223333:accesspoint/*'}",
        "'StringEquals':{'aws:SourceVpc':'vpc-1'},'StringLike':{'aws:UserAgent':'*'}",
      })
  void aFixedValueOfALimitingKeyIsNotPublic(String condition) {
    assertThat(isPublic(withCondition(condition))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "'IpAddress':{'aws:SourceIp':'0.0.0.0/0'}",
        "'IpAddress':{'aws:SourceIp':['203.0.113.0/24','64.0.0.0/7']}",
        "'IpAddress':{'aws:SourceIp':'2001:db8::/31'}",
        "'NotIpAddress':{'aws:SourceIp':'203.0.113.0/24'}",
        "'StringLike':{'aws:SourceVpc':'vpc-*'}",
        "'StringEquals':{'aws:SourceVpc':'${aws:PrincipalTag/vpc}'}",
        "'StringEqualsIfExists':{'aws:SourceVpc':'vpc-1'}",
        "'ForAllValues:StringEquals':{'aws:PrincipalOrgPaths':'o-1/r-1'}",
        "'StringNotEquals':{'aws:SourceVpc':'vpc-1'}",
        "'StringLike':{'aws:userid':'*'}",
        "'StringLike':{'aws:userid':'AROAEXAMPLE:*'}",
        "'StringEquals':{'aws:UserAgent':'secret'}",
        "'Bool':{'aws:SecureTransport':'true'}",
        "'ArnLike':{'s3:DataAccessPointArn':'arn:aws:s3:us-west-2:*:accesspoint/*'}",
      })
  void anythingElseStaysPublic(String condition) {
    assertThat(isPublic(withCondition(condition))).isTrue();
  }

  private static String withCondition(String condition) {
    return EVERYONE.substring(0, EVERYONE.length() - 1) + ",'Condition':{" + condition + "}}";
  }

  private static boolean isPublic(String statements) {
    return PublicPolicy.isPublic(policy(PolicyKind.BUCKET, statements));
  }
}
