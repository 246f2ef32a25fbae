package dev.trailmark.cloud.s3.acl;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trailmark.cloud.s3.S3Fixture;
import dev.trailmark.cloud.s3.model.AclRecord;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.Grant;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** Canned ACLs, what they grant to whom, and who owns what another account writes. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OwnershipAndAclsTest {
  private static final String B = "acl-bucket";
  private static final String OWNER_ID = "0".repeat(52) + S3Fixture.ACCOUNT;
  private static final String OTHER_ID = "0".repeat(52) + S3Fixture.OTHER;
  private static final RequestBody BODY = RequestBody.fromString("x");

  @AutoClose private final S3Fixture cloud = new S3Fixture();

  @BeforeAll
  void aBucket() {
    cloud.openBucket(B);
  }

  /** Grants as {@code grantee:permission}; the last columns are who may read the object. */
  @ParameterizedTest
  @CsvSource({
    "private,                   owner:FULL_CONTROL,                                  403, 403",
    "public-read,               owner:FULL_CONTROL AllUsers:READ,                    200, 200",
    "public-read-write,         owner:FULL_CONTROL AllUsers:READ AllUsers:WRITE,     200, 200",
    "authenticated-read,        owner:FULL_CONTROL AuthenticatedUsers:READ,          403, 200",
    "aws-exec-read,             owner:FULL_CONTROL EC2:READ,                         403, 403",
    "bucket-owner-read,         owner:FULL_CONTROL,                                  403, 403",
    "bucket-owner-full-control, owner:FULL_CONTROL,                                  403, 403",
  })
  void aCannedAclOfAnObject(String acl, String grants, int anonymous, int otherAccount)
      throws Exception {
    ownership("ObjectWriter");
    cloud.s3.putObject(r -> r.bucket(B).key("k").acl(acl), BODY);

    assertThat(described(cloud.s3.getObjectAcl(r -> r.bucket(B).key("k")).grants()))
        .isEqualTo(grants);
    assertThat(cloud.unsigned("GET", "/" + B + "/k").statusCode()).isEqualTo(anonymous);
    assertThat(status(() -> read(cloud.stranger, "k"))).isEqualTo(otherAccount);
  }

  @ParameterizedTest
  @CsvSource({
    "private,            owner:FULL_CONTROL,                                             403, 403",
    "public-read,        owner:FULL_CONTROL AllUsers:READ,                               200, 403",
    "public-read-write,  owner:FULL_CONTROL AllUsers:READ AllUsers:WRITE,                200, 200",
    "authenticated-read, owner:FULL_CONTROL AuthenticatedUsers:READ,                     403, 403",
    "aws-exec-read,      owner:FULL_CONTROL EC2:READ,                                    403, 403",
    "log-delivery-write, owner:FULL_CONTROL LogDelivery:WRITE LogDelivery:READ_ACP,      403, 403",
  })
  void aCannedAclOfABucket(String acl, String grants, int anonymousLists, int anonymousWrites)
      throws Exception {
    ownership("ObjectWriter");
    cloud.s3.putBucketAcl(r -> r.bucket(B).acl(acl));

    assertThat(described(cloud.s3.getBucketAcl(r -> r.bucket(B)).grants())).isEqualTo(grants);
    assertThat(cloud.unsigned("GET", "/" + B).statusCode()).isEqualTo(anonymousLists);
    assertThat(cloud.unsigned("PUT", "/" + B + "/anonymous").statusCode())
        .isEqualTo(anonymousWrites);
    cloud.s3.putBucketAcl(r -> r.bucket(B).acl("private"));
  }

  @Test
  void whatIsGrantedToEc2CanBeReadAndPutAgain() {
    ownership("ObjectWriter");
    cloud.s3.putObject(r -> r.bucket(B).key("k").acl("aws-exec-read"), BODY);
    var acl = cloud.s3.getObjectAcl(r -> r.bucket(B).key("k"));

    cloud.s3.putObjectAcl(
        r ->
            r.bucket(B)
                .key("k")
                .accessControlPolicy(p -> p.owner(acl.owner()).grants(acl.grants())));
    cloud.s3.putObjectAcl(r -> r.bucket(B).key("k").grantRead("id=" + AclRecord.EC2));

    assertThat(described(cloud.s3.getObjectAcl(r -> r.bucket(B).key("k")).grants()))
        .isEqualTo("EC2:READ");
    ownership("BucketOwnerEnforced");
    S3Exception refusal =
        S3Fixture.refusal(
            () -> cloud.s3.putObject(r -> r.bucket(B).key("k").acl("aws-exec-read"), BODY));
    assertThat(refusal.awsErrorDetails().errorCode()).isEqualTo("AccessControlListNotSupported");
  }

  @ParameterizedTest
  @ValueSource(strings = {"log-delivery-write", "no-such-acl"})
  void aCannedAclThatObjectsDoNotHaveIsRefused(String acl) {
    ownership("ObjectWriter");

    S3Exception refusal =
        S3Fixture.refusal(() -> cloud.s3.putObject(r -> r.bucket(B).key("k").acl(acl), BODY));

    assertThat(refusal.statusCode()).isEqualTo(400);
    assertThat(refusal.awsErrorDetails().errorCode()).isEqualTo("InvalidArgument");
  }

  /** What another account writes: its owner, the ACL, and whether the bucket's owner reads it. */
  @ParameterizedTest
  @CsvSource({
    "ObjectWriter, , other, other:FULL_CONTROL, 403",
    "ObjectWriter, bucket-owner-read, other, other:FULL_CONTROL owner:READ, 200",
    "ObjectWriter, bucket-owner-full-control, other, other:FULL_CONTROL owner:FULL_CONTROL, 200",
    "BucketOwnerPreferred, , other, other:FULL_CONTROL, 403",
    "BucketOwnerPreferred, bucket-owner-read, other, other:FULL_CONTROL owner:READ, 200",
    "BucketOwnerPreferred, bucket-owner-full-control, owner, owner:FULL_CONTROL, 200",
    "BucketOwnerEnforced, , owner, owner:FULL_CONTROL, 200",
    "BucketOwnerEnforced, bucket-owner-full-control, owner, owner:FULL_CONTROL, 200",
  })
  void whatAnotherAccountWrites(
      String setting, String acl, String owner, String grants, int ownerReads) {
    ownership(setting);
    invite();
    cloud.stranger.putObject(r -> r.bucket(B).key("theirs").acl(acl), BODY);

    S3Client theirs = owner.equals("other") ? cloud.stranger : cloud.s3;
    var found = theirs.getObjectAcl(r -> r.bucket(B).key("theirs"));
    assertThat(named(found.owner().id())).isEqualTo(owner);
    assertThat(described(found.grants())).isEqualTo(grants);
    assertThat(status(() -> read(cloud.s3, "theirs"))).isEqualTo(ownerReads);
    cloud.s3.deleteObject(r -> r.bucket(B).key("theirs"));
    cloud.s3.deleteBucketPolicy(r -> r.bucket(B));
  }

  @ParameterizedTest
  @ValueSource(strings = {"private", "public-read", "authenticated-read", "bucket-owner-read"})
  void whereAclsAreDisabledEveryOtherAclIsRefused(String acl) {
    ownership("BucketOwnerEnforced");
    cloud.s3.putObject(r -> r.bucket(B).key("k").acl("bucket-owner-full-control"), BODY);

    S3Exception put =
        S3Fixture.refusal(() -> cloud.s3.putObject(r -> r.bucket(B).key("k").acl(acl), BODY));
    S3Exception change =
        S3Fixture.refusal(() -> cloud.s3.putObjectAcl(r -> r.bucket(B).key("k").acl(acl)));

    for (S3Exception refusal : List.of(put, change)) {
      assertThat(refusal.statusCode()).isEqualTo(400);
      assertThat(refusal.awsErrorDetails().errorCode()).isEqualTo("AccessControlListNotSupported");
      assertThat(refusal.awsErrorDetails().errorMessage())
          .isEqualTo("The bucket does not allow ACLs");
    }
  }

  @Test
  void enablingAclsAgainRestoresThoseThatWereThere() throws Exception {
    ownership("ObjectWriter");
    cloud.s3.putObject(r -> r.bucket(B).key("again").acl("public-read"), BODY);
    ownership("BucketOwnerEnforced");
    assertThat(cloud.unsigned("GET", "/" + B + "/again").statusCode()).isEqualTo(403);
    assertThat(described(cloud.s3.getObjectAcl(r -> r.bucket(B).key("again")).grants()))
        .isEqualTo("owner:FULL_CONTROL");

    ownership("BucketOwnerPreferred");

    assertThat(cloud.unsigned("GET", "/" + B + "/again").statusCode()).isEqualTo(200);
  }

  /** A grant of each permission, by what its holder then may do. */
  @ParameterizedTest
  @CsvSource({
    "READ,         200 403 403",
    "READ_ACP,     403 200 403",
    "WRITE_ACP,    403 403 200",
    "FULL_CONTROL, 200 200 200",
  })
  void aGrantToAnotherAccountGivesItsPermissionOnly(String permission, String expected) {
    ownership("ObjectWriter");
    cloud.s3.putObject(r -> r.bucket(B).key("granted"), BODY);
    cloud.s3.putObjectAcl(
        r ->
            r.bucket(B)
                .key("granted")
                .accessControlPolicy(
                    p ->
                        p.owner(o -> o.id(OWNER_ID))
                            .grants(
                                g ->
                                    g.grantee(e -> e.type("CanonicalUser").id(OTHER_ID))
                                        .permission(permission))));

    int reads = status(() -> read(cloud.stranger, "granted"));
    int readsAcl = status(() -> cloud.stranger.getObjectAcl(r -> r.bucket(B).key("granted")));
    int writesAcl =
        status(
            () ->
                cloud.stranger.putObjectAcl(
                    r -> r.bucket(B).key("granted").grantRead("id=" + OTHER_ID)));

    assertThat(reads + " " + readsAcl + " " + writesAcl).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "READ, 200 200 200 403 403 403",
    "WRITE, 403 403 403 200 403 403",
    "READ_ACP, 403 403 403 403 200 403",
    "WRITE_ACP, 403 403 403 403 403 200",
    "FULL_CONTROL, 200 200 200 200 200 200",
  })
  void aGrantOnTheBucketLetsListWriteOrSeeToTheAcl(String permission, String expected) {
    ownership("ObjectWriter");
    cloud.s3.putBucketAcl(
        r ->
            r.bucket(B)
                .accessControlPolicy(
                    p ->
                        p.owner(o -> o.id(OWNER_ID))
                            .grants(
                                g ->
                                    g.grantee(e -> e.type("CanonicalUser").id(OTHER_ID))
                                        .permission(permission))));
    S3Client other = cloud.stranger;

    int[] statuses = {
      status(() -> other.listObjectsV2(r -> r.bucket(B))),
      status(() -> other.listObjectVersions(r -> r.bucket(B))),
      status(() -> other.listMultipartUploads(r -> r.bucket(B))),
      status(() -> other.putObject(r -> r.bucket(B).key("put"), BODY)),
      status(() -> other.getBucketAcl(r -> r.bucket(B))),
      status(() -> other.putBucketAcl(r -> r.bucket(B).acl("private"))),
    };

    assertThat(statuses)
        .containsExactly(Stream.of(expected.split(" ")).mapToInt(Integer::parseInt).toArray());
  }

  private void ownership(String setting) {
    cloud.s3.putBucketOwnershipControls(
        r -> r.bucket(B).ownershipControls(c -> c.rules(rule -> rule.objectOwnership(setting))));
  }

  /** Lets the other account write, with any ACL. */
  private void invite() {
    cloud.s3.putBucketPolicy(
        r ->
            r.bucket(B)
                .policy(
                    "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":{\"AWS\":\""
                        + S3Fixture.OTHER
                        + "\"},\"Action\":[\"s3:PutObject\",\"s3:PutObjectAcl\"],"
                        + "\"Resource\":\"arn:aws:s3:::"
                        + B
                        + "/*\"}]}"));
  }

  private static void read(S3Client by, String key) {
    by.getObjectAsBytes(r -> r.bucket(B).key(key));
  }

  private static int status(Runnable call) {
    try {
      call.run();
      return 200;
    } catch (S3Exception e) {
      return e.statusCode();
    }
  }

  private static String described(List<Grant> grants) {
    return grants.stream()
        .map(g -> grantee(g) + ":" + g.permissionAsString())
        .collect(Collectors.joining(" "));
  }

  private static String grantee(Grant grant) {
    String uri = grant.grantee().uri();
    return uri == null ? named(grant.grantee().id()) : uri.substring(uri.lastIndexOf('/') + 1);
  }

  private static String named(String id) {
    Map<String, String> names = Map.of(OWNER_ID, "owner", OTHER_ID, "other", AclRecord.EC2, "EC2");
    return names.getOrDefault(id, id);
  }
}
