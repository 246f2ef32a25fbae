package dev.trailmark.cloud.s3.bucket;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trailmark.cloud.s3.S3Fixture;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.Bucket;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** Creating, finding, listing and deleting buckets. */
class BucketsTest {
  @AutoClose private final S3Fixture cloud = new S3Fixture();

  @Test
  void aNewBucketIsListedAndFoundInItsRegion() {
    var made = cloud.s3.createBucket(r -> r.bucket("first-bucket"));

    assertThat(made.location()).isEqualTo("/first-bucket");
    assertThat(cloud.s3.listBuckets().buckets())
        .extracting(Bucket::name)
        .containsExactly("first-bucket");
    assertThat(cloud.s3.listBuckets().owner().id()).endsWith(S3Fixture.ACCOUNT);
    assertThat(cloud.stranger.listBuckets().buckets()).isEmpty();
    assertThat(cloud.s3.headBucket(r -> r.bucket("first-bucket")).bucketRegion())
        .isEqualTo("us-east-1");
    assertThat(
            cloud.s3.getBucketLocation(r -> r.bucket("first-bucket")).locationConstraintAsString())
        .isNullOrEmpty();
    assertThat(cloud.s3.getBucketVersioning(r -> r.bucket("first-bucket")).status()).isNull();
  }

  @Test
  void aBucketElsewhereNeedsItsLocationConstraint() {
    try (S3Client west = cloud.client(cloud.root(S3Fixture.ACCOUNT), Region.US_WEST_2)) {
      var made =
          west.createBucket(
              r ->
                  r.bucket("west-bucket")
                      .createBucketConfiguration(c -> c.locationConstraint("us-west-2")));

      assertThat(made.location()).isEqualTo("http://west-bucket.s3.amazonaws.com/");
      assertThat(west.getBucketLocation(r -> r.bucket("west-bucket")).locationConstraintAsString())
          .isEqualTo("us-west-2");
      S3Exception unspecified =
          S3Fixture.refusal(
              () ->
                  west.createBucket(
                      r ->
                          r.bucket("another")
                              .createBucketConfiguration(c -> c.locationConstraint("eu-west-1"))));
      assertThat(unspecified.awsErrorDetails().errorCode())
          .isEqualTo("IllegalLocationConstraintException");
      assertThat(unspecified.awsErrorDetails().errorMessage())
          .isEqualTo(
              "The eu-west-1 location constraint is incompatible for the region specific endpoint"
                  + " this request was sent to.");
    }
  }

  @Test
  void aNameThatAnotherAccountHasIsTaken() {
    cloud.s3.createBucket(r -> r.bucket("taken-bucket"));

    S3Exception refusal =
        S3Fixture.refusal(() -> cloud.stranger.createBucket(r -> r.bucket("taken-bucket")));

    assertThat(refusal.statusCode()).isEqualTo(409);
    assertThat(refusal.awsErrorDetails().errorCode()).isEqualTo("BucketAlreadyExists");
  }

  @Test
  void onesOwnBucketCanBeCreatedAgainInTheFirstRegionOnly() {
    cloud.s3.createBucket(r -> r.bucket("again-bucket"));
    cloud.s3.createBucket(r -> r.bucket("again-bucket"));
    try (S3Client west = cloud.client(cloud.root(S3Fixture.ACCOUNT), Region.US_WEST_2)) {
      west.createBucket(
          r -> r.bucket("west").createBucketConfiguration(c -> c.locationConstraint("us-west-2")));

      S3Exception refusal =
          S3Fixture.refusal(
              () ->
                  west.createBucket(
                      r ->
                          r.bucket("west")
                              .createBucketConfiguration(c -> c.locationConstraint("us-west-2"))));

      assertThat(refusal.awsErrorDetails().errorCode()).isEqualTo("BucketAlreadyOwnedByYou");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"UPPER-case", "ab", "a..b", "192.168.5.4", "xn--name", "name-s3alias", "-dash"})
  void aNameThatBreaksTheRulesIsNotValid(String name) {
    assertThat(BucketNames.isValid(name)).isFalse();
    assertThat(BucketNames.isValid("a-good.name1")).isTrue();
  }

  @Test
  void aBadNameIsRefused() {
    S3Exception refusal =
        S3Fixture.refusal(() -> cloud.s3.createBucket(r -> r.bucket("name--x-s3alias-s3alias")));

    assertThat(refusal.statusCode()).isEqualTo(400);
    assertThat(refusal.awsErrorDetails().errorCode()).isEqualTo("InvalidBucketName");
  }

  @Test
  void aDirectoryBucketIsRefusedAndNotMadeAnOrdinaryOne() {
    S3Exception refusal =
        S3Fixture.refusal(
            () ->
                cloud.s3.createBucket(
                    r ->
                        r.bucket("directory-bucket")
                            .createBucketConfiguration(
                                c ->
                                    c.location(l -> l.type("AvailabilityZone").name("use1-az4"))
                                        .bucket(b -> b.type("Directory")))));

    assertThat(refusal.statusCode()).isEqualTo(501);
    assertThat(refusal.awsErrorDetails().errorCode()).isEqualTo("NotImplemented");
    assertThat(cloud.s3.listBuckets().buckets())
        .extracting(Bucket::name)
        .doesNotContain("directory-bucket");
  }

  @Test
  void onlyAnEmptyBucketIsDeleted() {
    cloud.s3.createBucket(r -> r.bucket("full-bucket"));
    cloud.s3.putObject(r -> r.bucket("full-bucket").key("k"), RequestBody.fromString("x"));

    S3Exception refusal =
        S3Fixture.refusal(() -> cloud.s3.deleteBucket(r -> r.bucket("full-bucket")));
    assertThat(refusal.statusCode()).isEqualTo(409);
    assertThat(refusal.awsErrorDetails().errorMessage())
        .isEqualTo("The bucket you tried to delete is not empty");

    cloud.s3.deleteObject(r -> r.bucket("full-bucket").key("k"));
    cloud.s3.deleteBucket(r -> r.bucket("full-bucket"));
    assertThat(
            S3Fixture.refusal(() -> cloud.s3.headBucket(r -> r.bucket("full-bucket"))).statusCode())
        .isEqualTo(404);
  }

  @Test
  void theExpectedOwnerIsCompared() {
    cloud.s3.createBucket(r -> r.bucket("owned-bucket"));

    cloud.s3.getBucketLocation(
        r -> r.bucket("owned-bucket").expectedBucketOwner(S3Fixture.ACCOUNT));
    S3Exception other =
        S3Fixture.refusal(
            () ->
                cloud.s3.getBucketLocation(
                    r -> r.bucket("owned-bucket").expectedBucketOwner(S3Fixture.OTHER)));
    S3Exception malformed =
        S3Fixture.refusal(
            () ->
                cloud.s3.getBucketLocation(
                    r -> r.bucket("owned-bucket").expectedBucketOwner("abcd")));

    assertThat(other.awsErrorDetails().errorCode()).isEqualTo("AccessDenied");
    assertThat(malformed.awsErrorDetails().errorMessage())
        .isEqualTo(
            "The value of the expected bucket owner parameter must be an AWS Account ID... [abcd]");
  }

  /** Clients that send the ACL with every request, as rclone does, can then write to it. */
  @Test
  void aBucketMadePrivateTakesTheAclPrivateLater() {
    cloud.s3.createBucket(r -> r.bucket("made-private").acl("private"));
    cloud.s3.createBucket(r -> r.bucket("made-plain"));

    cloud.s3.putObject(
        r -> r.bucket("made-private").key("k").acl("private"), RequestBody.fromString("x"));
    assertThat(
            cloud
                .s3
                .getBucketOwnershipControls(r -> r.bucket("made-private"))
                .ownershipControls()
                .rules())
        .singleElement()
        .extracting(rule -> rule.objectOwnershipAsString())
        .isEqualTo("BucketOwnerPreferred");
    assertThat(
            S3Fixture.refusal(
                    () ->
                        cloud.s3.putObject(
                            r -> r.bucket("made-plain").key("k").acl("private"),
                            RequestBody.fromString("x")))
                .awsErrorDetails()
                .errorCode())
        .isEqualTo("AccessControlListNotSupported");
  }

  @Test
  void listingBucketsNeedsItsPermission() {
    S3Client nobody = cloud.clientOf("plain", null);

    S3Exception refusal = S3Fixture.refusal(nobody::listBuckets);

    assertThat(refusal.statusCode()).isEqualTo(403);
    assertThat(refusal.awsErrorDetails().errorMessage())
        .isEqualTo(
            "User: arn:aws:iam::111122223333:user/plain is not authorized to perform:"
                + " s3:ListAllMyBuckets because no identity-based policy allows the"
                + " s3:ListAllMyBuckets action");
  }

  @ParameterizedTest
  @CsvSource({
    "*, true",
    "arn:aws:s3:::*, true",
    "arn:aws:s3:::b*, false",
    "arn:aws:s3:::*/*, false"
  })
  void thatPermissionIsOnAllBuckets(String resource, boolean enough) {
    S3Client user =
        cloud.clientOf(
            "lister",
            "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Action\":"
                + "\"s3:ListAllMyBuckets\",\"Resource\":\""
                + resource
                + "\"}]}");

    if (enough) {
      user.listBuckets();
    } else {
      assertThat(S3Fixture.refusal(user::listBuckets).statusCode()).isEqualTo(403);
    }
  }

  @Test
  void creatingABucketIsRecordedWithoutABodyInTheFirstRegion() {
    cloud.s3.createBucket(r -> r.bucket("recorded-bucket"));

    assertThat(cloud.records("CreateBucket"))
        .singleElement()
        .asString()
        .contains("\"requestParameters\":{\"Host\":\"127.0.0.1:")
        .contains("\"bucketName\":\"recorded-bucket\"")
        .contains("\"responseElements\":null")
        .contains(
            "\"resources\":[{\"accountId\":\"111122223333\",\"type\":\"AWS::S3::Bucket\","
                + "\"ARN\":\"arn:aws:s3:::recorded-bucket\"}]")
        .contains("\"managementEvent\":true");
  }
}
