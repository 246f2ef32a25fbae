package dev.trailmark.cloud.policy;

import static dev.trailmark.cloud.policy.Fixtures.identity;
import static dev.trailmark.cloud.policy.Fixtures.user;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The condition keys of KMS and S3 that belong to operations which not every request makes: by the
 * name and type that AWS documents, each allows a request with the value, refuses one with another,
 * and, but for {@code ForAllValues}, refuses one without.
 *
 * @see <a href="https://docs.aws.amazon.com/kms/latest/developerguide/conditions-kms.html">AWS KMS
 *     condition keys</a>
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/list_amazons3.html">Condition
 *     keys for Amazon S3</a>
 */
class ServiceConditionKeysTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "StringEquals|kms:SigningAlgorithm|ECDSA_SHA_256|ECDSA_SHA_256|ECDSA_SHA_384",
        "StringEquals|kms:MessageType|DIGEST|DIGEST|RAW",
        "StringEquals|kms:MacAlgorithm|HMAC_SHA_256|HMAC_SHA_256|HMAC_SHA_512",
        "StringEquals|kms:KeyAgreementAlgorithm|ECDH|ECDH|ECDH2",
        "Bool|kms:GrantIsForAWSResource|true|true|false",
        "ForAllValues:StringEquals|kms:GrantOperations|Encrypt,Decrypt|Encrypt|Encrypt,CreateGrant",
        "ForAnyValue:StringEquals|kms:GrantOperations|CreateGrant|CreateGrant,Sign|Encrypt",
        "StringEquals|kms:GrantConstraintType|EncryptionContextSubset|EncryptionContextSubset|EncryptionContextEquals",
        "StringEquals|kms:GranteePrincipal|arn:aws:iam::111122223333:role/a|arn:aws:iam::111122223333:role/a|arn:aws:iam::111122223333:role/b",
        "ArnLike|kms:RetiringPrincipal|arn:aws:iam::111122223333:role/*|arn:aws:iam::111122223333:role/b|arn:aws:iam::111122223333:user/b",
        "StringEquals|kms:MultiRegionKeyType|PRIMARY|PRIMARY|REPLICA",
        "StringEquals|kms:PrimaryRegion|us-east-1|us-east-1|us-west-2",
        "StringEquals|kms:ReplicaRegion|us-west-2|us-west-2|us-east-1",
        "NumericLessThanEquals|kms:RotationPeriodInDays|180|90|365",
        "StringLike|kms:DataKeyPairSpec|ECC_*|ECC_NIST_P256|RSA_2048",
        "StringEquals|kms:ExpirationModel|KEY_MATERIAL_EXPIRES|KEY_MATERIAL_EXPIRES|KEY_MATERIAL_DOES_NOT_EXPIRE",
        "NumericLessThan|kms:ValidTo|1800000000|1700000000|1900000000",
        "StringEquals|kms:WrappingAlgorithm|RSAES_OAEP_SHA_256|RSAES_OAEP_SHA_256|RSAES_OAEP_SHA_1",
        "StringEquals|kms:WrappingKeySpec|RSA_4096|RSA_4096|RSA_2048",
        "StringEqualsIgnoreCase|kms:RecipientAttestation:ImageSha384|AB01|ab01|ab02",
        "StringEquals|kms:RecipientAttestation:PCR0|ab01|ab01|ab02",
        "StringEquals|s3:ExistingObjectTag/Stage|public|public|secret",
        "StringEquals|s3:RequestObjectTag/stage|public|public|secret",
        "ForAllValues:StringEquals|s3:RequestObjectTagKeys|stage,owner|stage|stage,cost",
        "ForAnyValue:StringEquals|s3:RequestObjectTagKeys|stage|stage,cost|cost",
        "StringEquals|s3:x-amz-server-side-encryption-customer-algorithm|AES256|AES256|AES128",
        "StringEquals|s3:object-lock-mode|GOVERNANCE|GOVERNANCE|COMPLIANCE",
        "StringEquals|s3:object-lock-legal-hold|ON|ON|OFF",
        "NumericLessThan|s3:object-lock-remaining-retention-days|10|9|10",
        "DateGreaterThan|s3:object-lock-retain-until-date|2026-01-01T00:00:00Z|2026-01-02T00:00:00Z|2025-12-31T00:00:00Z",
        "StringEquals|s3:authType|POST|POST|REST-HEADER",
        "StringLike|s3:DataAccessPointArn|arn:aws:s3:us-east-1:111122223333:accesspoint/*|arn:aws:s3:us-east-1:111122223333:accesspoint/a|arn:aws:s3:us-east-1:444455556666:accesspoint/a",
        "StringEquals|s3:DataAccessPointAccount|111122223333|111122223333|444455556666",
        "StringEquals|s3:AccessPointNetworkOrigin|VPC|VPC|Internet",
        "StringLike|s3:x-amz-website-redirect-location|/new/*|/new/page|/old",
        "NumericLessThanEquals|s3:TlsVersion|1.2|1.2|1.3",
        "NumericGreaterThan|aws:MultiFactorAuthAge|60|61|60",
        "StringEquals|aws:FederatedProvider|cognito-identity.amazonaws.com|cognito-identity.amazonaws.com|accounts.google.com",
        "StringEquals|aws:PrincipalOrgID|o-1|o-1|o-2",
        "ForAnyValue:StringLike|aws:PrincipalOrgPaths|o-1/r-1/*|o-1/r-1/ou-1/|o-1/r-2/ou-1/",
        "ForAnyValue:StringEquals|aws:CalledVia|cloudformation.amazonaws.com|cloudformation.amazonaws.com,dynamodb.amazonaws.com|athena.amazonaws.com",
        "StringEquals|aws:CalledViaFirst|athena.amazonaws.com|athena.amazonaws.com|dynamodb.amazonaws.com",
        "StringEquals|aws:CalledViaLast|dynamodb.amazonaws.com|dynamodb.amazonaws.com|athena.amazonaws.com",
        "StringEquals|aws:SourceVpce|vpce-1|vpce-1|vpce-2",
        "IpAddress|aws:VpcSourceIp|10.0.0.0/8|10.1.2.3|192.168.0.1",
      })
  void aKeyAllowsItsValueAndNoOther(
      String operator, String key, String wanted, String meets, String misses) {
    PolicyDocument policy =
        identity(
            "{'Effect':'Allow','Action':'*','Resource':'*','Condition':{'%s':{'%s':['%s']}}}"
                .formatted(operator, key, wanted.replace(",", "','")));

    assertThat(allows(policy, key, meets.split(","))).isTrue();
    assertThat(allows(policy, key.toLowerCase(java.util.Locale.ROOT), misses.split(","))).isFalse();
    assertThat(allows(policy, "aws:other", "x")).isEqualTo(operator.startsWith("ForAllValues"));
  }

  private static boolean allows(PolicyDocument policy, String key, String... values) {
    AccessRequest request =
        new AccessRequest(
            user(),
            "kms:Anything",
            "*",
            Fixtures.ACCOUNT,
            new ContextValues(new PrincipalContext(user())).put(key, values));
    return PolicyEngine.decide(request, PolicySet.identityOnly(List.of(policy))).allowed();
  }
}
