package dev.trailmark.cloud.s3;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URL;
import java.time.Duration;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3Configuration;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/** Hosts and paths by which buckets are addressed, and endpoints of other regions. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AddressingTest {
  private static final String DOTTED = "www.dotted.bucket";
  private static final String WEST = "addressed-west";

  @AutoClose private final S3Fixture cloud = new S3Fixture();

  @BeforeAll
  void start() {
    cloud.s3.createBucket(r -> r.bucket(DOTTED));
    cloud.s3.putObject(r -> r.bucket(DOTTED).key("a/b"), RequestBody.fromString("here"));
    S3Client west = cloud.client(cloud.root(S3Fixture.ACCOUNT), Region.US_WEST_2);
    west.createBucket(
        r -> r.bucket(WEST).createBucketConfiguration(c -> c.locationConstraint("us-west-2")));
    west.putObject(r -> r.bucket(WEST).key("k"), RequestBody.fromString("west"));
  }

  private RawS3 owner() {
    return new RawS3(cloud.endpoint()).by(cloud.root(S3Fixture.ACCOUNT));
  }

  @ParameterizedTest
  @CsvSource({
    "www.dotted.bucket.s3.amazonaws.com, /a/b",
    "www.dotted.bucket.s3.us-east-1.amazonaws.com, /a/b",
    "www.dotted.bucket.s3-us-east-1.amazonaws.com:443, /a/b",
    "www.dotted.bucket.s3.dualstack.us-east-1.amazonaws.com, /a/b",
    "www.dotted.bucket.s3.localhost:4566, /a/b",
    "s3.us-east-1.amazonaws.com, /www.dotted.bucket/a/b",
    "s3.amazonaws.com, /www.dotted.bucket/a/b",
    "127.0.0.1, /www.dotted.bucket/a/b",
    "anything.example.com, /www.dotted.bucket/a/b",
  })
  void aBucketIsFoundByHostOrPath(String host, String path) throws IOException {
    RawS3.Answer answer = owner().to(host).get(path);

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.body()).isEqualTo("here");
    assertThat(answer.headers()).doesNotContainKey("x-amz-bucket-region");
  }

  @ParameterizedTest
  @CsvSource({
    "s3.us-east-1.amazonaws.com, us-east-1, /addressed-west/k, s3-us-west-2.amazonaws.com",
    "addressed-west.s3.us-east-1.amazonaws.com, us-east-1, /k,"
        + " addressed-west.s3-us-west-2.amazonaws.com",
    "addressed-west.s3-eu-west-1.amazonaws.com, eu-west-1, /k?acl,"
        + " addressed-west.s3-us-west-2.amazonaws.com",
  })
  void anotherRegionsEndpointNamesTheRightOne(
      String host, String region, String path, String endpoint) throws IOException {
    RawS3.Answer answer = owner().to(host).in(region).get(path);

    assertThat(answer.status()).isEqualTo(301);
    assertThat(answer.headers())
        .containsEntry("x-amz-bucket-region", "us-west-2")
        .containsEntry("content-type", "application/xml")
        .doesNotContainKey("location");
    assertThat(answer.body())
        .startsWith(
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<Error><Code>PermanentRedirect</Code>"
                + "<Message>The bucket you are attempting to access must be addressed using the"
                + " specified endpoint. Please send all future requests to this endpoint.</Message>"
                + "<Endpoint>"
                + endpoint
                + "</Endpoint><Bucket>addressed-west</Bucket><RequestId>");
  }

  @Test
  void aBucketOfTheFirstRegionIsToldElsewhereToo() throws IOException {
    RawS3.Answer answer =
        owner().to("s3.us-west-2.amazonaws.com").in("us-west-2").get("/" + DOTTED + "/a/b");

    assertThat(answer.status()).isEqualTo(301);
    assertThat(answer.header("x-amz-bucket-region")).isEqualTo("us-east-1");
    assertThat(answer.body()).contains("<Endpoint>s3.amazonaws.com</Endpoint>");
  }

  @Test
  void headIsSentElsewhereWithoutABody() throws IOException {
    RawS3.Answer answer =
        owner().to("addressed-west.s3.us-east-1.amazonaws.com").send("HEAD", "/", "");

    assertThat(answer.status()).isEqualTo(301);
    assertThat(answer.body()).isEmpty();
    assertThat(answer.header("x-amz-bucket-region")).isEqualTo("us-west-2");
  }

  @Test
  void nobodyIsSentElsewhereToo() throws IOException {
    assertThat(
            new RawS3(cloud.endpoint())
                .to("addressed-west.s3.us-east-1.amazonaws.com")
                .get("/k")
                .status())
        .isEqualTo(301);
  }

  @Test
  void theFirstRegionTellsOfAnyBucketWhereItIs() throws IOException {
    assertThat(owner().to("s3.us-east-1.amazonaws.com").get("/addressed-west?location").body())
        .isEqualTo(
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<LocationConstraint"
                + " xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\">us-west-2"
                + "</LocationConstraint>");
    assertThat(
            owner()
                .to("s3.eu-west-1.amazonaws.com")
                .in("eu-west-1")
                .get("/addressed-west?location")
                .status())
        .isEqualTo(301);
  }

  @Test
  void theSignatureIsForTheRegionAddressed() throws IOException {
    RawS3.Answer answer =
        owner().to("s3.us-west-2.amazonaws.com").in("eu-west-1").get("/addressed-west/k");

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.body())
        .contains(
            "<Code>AuthorizationHeaderMalformed</Code><Message>The authorization header is"
                + " malformed; the region 'eu-west-1' is wrong; expecting 'us-west-2'</Message>"
                + "<Region>us-west-2</Region>");
  }

  @Test
  void answersOutsideTheFirstRegionNameItWhateverTheyAre() throws IOException {
    RawS3.Answer wrong = owner().in("us-east-1").get("/addressed-west/k");
    assertThat(wrong.status()).as("at an address without a region").isEqualTo(400);
    assertThat(wrong.body()).contains("<Region>us-west-2</Region>");
    assertThat(wrong.header("x-amz-bucket-region")).isEqualTo("us-west-2");
    assertThat(new RawS3(cloud.endpoint()).get("/addressed-west/k").header("x-amz-bucket-region"))
        .as("a refusal")
        .isEqualTo("us-west-2");
    assertThat(owner().in("us-west-2").get("/addressed-west/k").header("x-amz-bucket-region"))
        .isEqualTo("us-west-2");
  }

  private void accelerate(S3Client client, String bucket, String status) {
    client.putBucketAccelerateConfiguration(
        r -> r.bucket(bucket).accelerateConfiguration(c -> c.status(status)));
  }

  @Test
  void anAcceleratedBucketIsFoundByItsEndpoints() throws IOException {
    cloud.s3.createBucket(r -> r.bucket("fast"));
    accelerate(cloud.s3, "fast", "Enabled");

    RawS3.Answer put = owner().to("fast.s3-accelerate.amazonaws.com").send("PUT", "/a/b", "quick");
    assertThat(put.status()).as(put.body()).isEqualTo(200);
    for (String host :
        new String[] {
          "fast.s3-accelerate.amazonaws.com:443",
          "fast.s3-accelerate.dualstack.amazonaws.com",
          "fast.s3-accelerate.localhost:4566",
          "fast.s3-accelerate.dualstack.localhost:4566",
          "fast.s3.amazonaws.com"
        }) {
      assertThat(owner().to(host).get("/a/b").body()).as(host).isEqualTo("quick");
    }
    assertThat(owner().to("fast.s3-accelerate.localhost").get("/?accelerate").body())
        .contains("<Status>Enabled</Status>");
    assertThat(new RawS3(cloud.endpoint()).to("fast.s3-accelerate.localhost").get("/a/b").body())
        .contains("<Code>AccessDenied</Code>");
  }

  @Test
  void aBucketIsAcceleratedOnceAndAsLongAsItSaysSo() throws IOException {
    cloud.s3.createBucket(r -> r.bucket("slow"));
    String host = "slow.s3-accelerate.amazonaws.com";

    assertRefused(
        owner().to(host).get("/?list-type=2"),
        "S3 Transfer Acceleration is not configured on this bucket");
    accelerate(cloud.s3, "slow", "Suspended");
    assertRefused(
        owner().to(host).send("PUT", "/k", "x"),
        "S3 Transfer Acceleration is disabled on this bucket");
    assertThat(owner().to(host).send("HEAD", "/k", "").status()).isEqualTo(400);
    assertThat(cloud.records("PutObject"))
        .last()
        .asString()
        .contains(
            "\"errorCode\":\"InvalidRequest\"", "S3 Transfer Acceleration is disabled on this");
    accelerate(cloud.s3, "slow", "Enabled");
    assertThat(owner().to(host).send("PUT", "/k", "x").status()).isEqualTo(200);
    assertThat(owner().to("none.s3-accelerate.amazonaws.com").get("/k").body())
        .contains("<Code>NoSuchBucket</Code>");
  }

  @Test
  void anAcceleratedEndpointDoesNotServeEverything() throws IOException {
    RawS3.Answer list = owner().to("s3-accelerate.amazonaws.com").get("/");
    RawS3.Answer pathStyle = owner().to("s3-accelerate.localhost").get("/" + DOTTED + "/a/b");
    for (RawS3.Answer answer : new RawS3.Answer[] {list, pathStyle}) {
      assertRefused(
          answer, "S3 Transfer Acceleration endpoint supports only virtual style requests");
    }
    assertRefused(
        owner().to(DOTTED + ".s3-accelerate.amazonaws.com").get("/a/b"),
        "S3 Transfer Acceleration is not supported for buckets with periods (.) in their names");
    for (String method : new String[] {"PUT", "DELETE"}) {
      RawS3.Answer answer =
          owner().to("made-fast.s3-accelerate.amazonaws.com").send(method, "/", "");
      assertThat(answer.status()).as(method).isEqualTo(405);
      assertThat(answer.body())
          .contains("<Code>MethodNotAllowed</Code>")
          .contains("<Method>" + method + "</Method><ResourceType>BUCKET</ResourceType>");
    }
    assertThat(owner().get("/made-fast").body()).contains("<Code>NoSuchBucket</Code>");
  }

  @Test
  void anAcceleratedRequestIsOfTheBucketsRegionAndCopiesFromNoOther() throws IOException {
    S3Client west = cloud.client(cloud.root(S3Fixture.ACCOUNT), Region.US_WEST_2);
    accelerate(west, WEST, "Enabled");
    String host = WEST + ".s3-accelerate.amazonaws.com";

    assertThat(owner().to(host).get("/k").body()).contains("<Region>us-west-2</Region>");
    assertThat(owner().to(host).in("us-west-2").get("/k").body()).isEqualTo("west");
    assertThat(
            owner()
                .to(host)
                .in("us-west-2")
                .with("x-amz-copy-source", WEST + "/k")
                .send("PUT", "/copy", "")
                .status())
        .isEqualTo(200);
    RawS3 across = owner().in("us-west-2").with("x-amz-copy-source", DOTTED + "/a/b");
    assertRefused(
        across.to(host).send("PUT", "/copy", ""),
        "S3 Transfer Acceleration does not support cross-Region copies");
    assertThat(across.to(WEST + ".s3.us-west-2.amazonaws.com").send("PUT", "/copy", "").status())
        .isEqualTo(200);
  }

  @Test
  void theSdkSignsForTheAcceleratedEndpoint() throws Exception {
    cloud.s3.createBucket(r -> r.bucket("signed-fast"));
    cloud.s3.putObject(r -> r.bucket("signed-fast").key("a b"), RequestBody.fromString("quick"));
    accelerate(cloud.s3, "signed-fast", "Enabled");
    try (S3Presigner presigner =
        S3Presigner.builder()
            .region(Region.US_EAST_1)
            .credentialsProvider(cloud.root(S3Fixture.ACCOUNT))
            .serviceConfiguration(S3Configuration.builder().accelerateModeEnabled(true).build())
            .build()) {
      URL url =
          presigner
              .presignGetObject(
                  r ->
                      r.signatureDuration(Duration.ofMinutes(5))
                          .getObjectRequest(g -> g.bucket("signed-fast").key("a b")))
              .url();

      assertThat(url.getHost()).isEqualTo("signed-fast.s3-accelerate.amazonaws.com");
      RawS3 browser = new RawS3(cloud.endpoint()).to(url.getHost());
      assertThat(browser.get(url.getFile()).body()).isEqualTo("quick");
      accelerate(cloud.s3, "signed-fast", "Suspended");
      assertRefused(
          browser.get(url.getFile()), "S3 Transfer Acceleration is disabled on this bucket");
    }
  }

  private static void assertRefused(RawS3.Answer answer, String message) {
    assertThat(answer.status()).as(answer.body()).isEqualTo(400);
    assertThat(answer.body())
        .contains("<Code>InvalidRequest</Code><Message>" + message + "</Message>");
  }

  @Test
  void everyAnswerHasBothRequestIds() throws IOException {
    for (RawS3.Answer answer :
        new RawS3.Answer[] {
          owner().get("/" + DOTTED + "/a/b"),
          owner().get("/no-such-bucket-here"),
          owner().send("HEAD", "/" + DOTTED + "/missing", ""),
          owner().send("PATCH", "/" + DOTTED, ""),
          owner().send("DELETE", "/" + DOTTED + "/missing", ""),
          new RawS3(cloud.endpoint()).with("Authorization", "nonsense").get("/" + DOTTED)
        }) {
      assertThat(answer.header("x-amz-request-id")).matches("[0-9A-Z]{16}");
      assertThat(answer.header("x-amz-id-2")).isNotEmpty();
      assertThat(answer.header("server")).isEqualTo("AmazonS3");
      if (answer.status() >= 400 && !answer.body().isEmpty()) {
        assertThat(answer.body())
            .contains("<RequestId>" + answer.header("x-amz-request-id") + "</RequestId>")
            .contains("<HostId>" + answer.header("x-amz-id-2") + "</HostId></Error>");
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"/a/k", "/a%20name", "//k", "/b%2Fc/k?acl", "/arn%3Aaws%3As3%3A%3A%3Ab"})
  void aNameThatNoBucketCanHaveIsNotValidWhateverIsAsked(String target) throws IOException {
    for (String method : new String[] {"GET", "PUT"}) {
      RawS3.Answer answer = owner().send(method, target, "");
      assertThat(answer.status()).as(method).isEqualTo(400);
      assertThat(answer.body())
          .contains(
              "<Code>InvalidBucketName</Code><Message>The specified bucket is not valid.</Message>"
                  + "<BucketName");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"/Old_Name/k", "/192.168.1.1", "/none"})
  void aNameThatABucketMayHaveIsOfNone(String target) throws IOException {
    RawS3.Answer answer = owner().get(target);

    assertThat(answer.status()).isEqualTo(404);
    assertThat(answer.body()).contains("<Code>NoSuchBucket</Code>");
  }

  @ParameterizedTest
  @CsvSource({
    "111122223333, 200, ''",
    "444455556666, 403, <Code>AccessDenied</Code><Message>Access Denied</Message>",
    "abcd, 400, <Code>InvalidBucketOwnerAWSAccountID</Code><Message>The value of the expected"
        + " bucket owner parameter must be an AWS Account ID... [abcd]</Message>",
  })
  void theExpectedOwnerMustBeTheOwner(String expected, int status, String text) throws IOException {
    for (String target : new String[] {"?location", "?list-type=2", "/a/b", "?acl"}) {
      RawS3.Answer answer =
          owner().with("x-amz-expected-bucket-owner", expected).get("/" + DOTTED + target);
      assertThat(answer.status()).as(target).isEqualTo(status);
      assertThat(answer.body()).contains(text);
    }
  }
}
