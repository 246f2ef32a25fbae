package dev.trailmark.cloud.s3.control;

import static dev.trailmark.cloud.s3.S3Fixture.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import dev.trailmark.cloud.s3.RawS3;
import dev.trailmark.cloud.s3.S3Fixture;
import java.io.IOException;
import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.Tag;

/** Tags of buckets through S3 Control. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ResourceTagsTest {
  private static final String XML = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";
  private static final String XMLNS =
      " xmlns=\"http://awss3control.amazonaws.com/doc/2018-08-20/\"";
  private static int made;

  @AutoClose private final S3Fixture cloud = new S3Fixture();
  private String b;

  @BeforeEach
  void aBucket() {
    b = "tagged-" + made++;
    cloud.s3.createBucket(r -> r.bucket(b));
  }

  @Test
  void tagsAreAddedReplacedAndRemovedOneByOne() throws IOException {
    assertThat(list())
        .isEqualTo(
            XML
                + "<ListTagsForResourceResult"
                + XMLNS
                + "><Tags/>"
                + "</ListTagsForResourceResult>");

    RawS3.Answer tagged = asRoot("POST", "", tags("Team=blue", "Stage=test"));
    assertThat(tagged.status()).isEqualTo(204);
    assertThat(tagged.body()).isEmpty();
    asRoot("POST", "", tags("Stage=live", "Cost=1"));
    assertThat(asRoot("DELETE", "?tagKeys=Team&tagKeys=Nothing", "").status()).isEqualTo(204);

    assertThat(list())
        .isEqualTo(
            XML
                + "<ListTagsForResourceResult"
                + XMLNS
                + "><Tags><Tag><Key>Stage</Key><Value>live</Value></Tag>"
                + "<Tag><Key>Cost</Key><Value>1</Value></Tag></Tags></ListTagsForResourceResult>");
    assertThat(cloud.s3.getBucketTagging(r -> r.bucket(b)).tagSet())
        .containsExactly(tag("Stage", "live"), tag("Cost", "1"));

    asRoot("DELETE", "?tagKeys=Stage&tagKeys=Cost", "");
    assertThat(
            refusal(() -> cloud.s3.getBucketTagging(r -> r.bucket(b)))
                .awsErrorDetails()
                .errorCode())
        .isEqualTo("NoSuchTagSet");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "aws:x=1      | InvalidTag   | User-defined tag keys can't start with &quot;aws:&quot;",
        "a=1,a=2      | InvalidTag   | There are duplicate tag keys in your request.",
        "a=b?         | InvalidTag   | The TagValue you have provided is invalid",
        "=1           | InvalidTag   | The TagKey you have provided is invalid",
      })
  void tagsThatNoResourceMayHaveAreRefused(String sent, String code, String message)
      throws IOException {
    RawS3.Answer answer = asRoot("POST", "", tags(sent.split(",")));

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.body()).contains("<Code>" + code + "</Code>", message);
  }

  @Test
  void aResourceHasFiftyTagsAtMost() throws IOException {
    String forty =
        tags(IntStream.range(0, 40).mapToObj(i -> "k" + i + "=v").toArray(String[]::new));
    String more =
        tags(IntStream.range(30, 51).mapToObj(i -> "k" + i + "=v").toArray(String[]::new));

    assertThat(asRoot("POST", "", forty).status()).isEqualTo(204);
    assertThat(asRoot("POST", "", more).body()).contains("<Code>BadRequest</Code>");
    String enough =
        tags(IntStream.range(30, 50).mapToObj(i -> "k" + i + "=v").toArray(String[]::new));
    assertThat(asRoot("POST", "", enough).status()).isEqualTo(204);
  }

  @Test
  void documentsThatAreNoneAndKeysThatAreMissingAreRefused() throws IOException {
    assertThat(asRoot("POST", "", "<Other/>").body()).contains("<Code>MalformedXML</Code>");
    assertThat(asRoot("POST", "", "").body()).contains("<Code>MalformedXML</Code>");
    assertThat(asRoot("POST", "", "<TagResourceRequest/>").body())
        .contains("<Code>MalformedXML</Code>");
    assertThat(asRoot("DELETE", "", "").body()).contains("<Code>InvalidRequest</Code>");
    assertThat(asRoot("DELETE", "?tagKeys=aws:x", "").body()).contains("<Code>InvalidTag</Code>");
  }

  @ParameterizedTest
  @CsvSource({
    "POST,   s3:TagResource",
    "DELETE, s3:UntagResource",
    "GET,    s3:ListTagsForResource",
  })
  void eachTakesItsPermissionOnTheBucket(String method, String action) throws IOException {
    String arn = "arn:aws:s3:::" + b;
    String query = method.equals("DELETE") ? "?tagKeys=a" : "";
    String body = method.equals("POST") ? tags("a=1") : "";
    AwsCredentialsProvider without = cloud.user("oldtagger", allow("s3:*BucketTagging", "*", ""));

    RawS3.Answer refused = send(without, S3Fixture.ACCOUNT, method, arn, query, body);

    assertThat(refused.status()).isEqualTo(403);
    assertThat(refused.body())
        .contains(
            "<Message>User: arn:aws:iam::111122223333:user/oldtagger is not authorized to"
                + " perform: "
                + action
                + " on resource: &quot;"
                + arn
                + "&quot; because no identity-based policy allows the "
                + action
                + " action</Message>");
    AwsCredentialsProvider with = cloud.user("newtagger", allow(action, arn, ""));
    assertThat(send(with, S3Fixture.ACCOUNT, method, arn, query, body).status()).isLessThan(300);
  }

  @Test
  void policiesSeeTheTagsThatARequestBringsAndTakes() throws IOException {
    AwsCredentialsProvider user =
        cloud.user(
            "bluetagger",
            "{\"Statement\":["
                + statement(
                    "s3:TagResource",
                    "*",
                    ",\"Condition\":{\"StringEquals\":{\"aws:RequestTag/Team\":\"blue\"},"
                        + "\"ForAllValues:StringEquals\":{\"aws:TagKeys\":[\"Team\",\"Cost\"]}}")
                + ","
                + statement(
                    "s3:UntagResource",
                    "*",
                    ",\"Condition\":{\"ForAllValues:StringEquals\":{\"aws:TagKeys\":\"Cost\"}}")
                + "]}");

    assertThat(by(user, "POST", "", tags("Team=blue", "Cost=1")).status()).isEqualTo(204);
    assertThat(by(user, "POST", "", tags("Team=red")).status()).isEqualTo(403);
    assertThat(by(user, "POST", "", tags("Team=blue", "Other=1")).status()).isEqualTo(403);
    assertThat(by(user, "DELETE", "?tagKeys=Team", "").status()).isEqualTo(403);
    assertThat(by(user, "DELETE", "?tagKeys=Cost", "").status()).isEqualTo(204);
  }

  @Test
  void aBucketsOwnTagsCountOnceAttributeBasedAccessControlIsOn() throws IOException {
    AwsCredentialsProvider user =
        cloud.user(
            "blueowner",
            allow(
                "s3:TagResource",
                "*",
                ",\"Condition\":{\"StringEquals\":{\"aws:ResourceTag/Team\":\"blue\"}}"));
    asRoot("POST", "", tags("Team=blue"));
    assertThat(by(user, "POST", "", tags("Cost=1")).status()).isEqualTo(403);

    cloud.s3.putBucketAbac(r -> r.bucket(b).abacStatus(a -> a.status("Enabled")));

    assertThat(by(user, "POST", "", tags("Cost=1")).status()).isEqualTo(204);
    asRoot("POST", "", tags("Team=red"));
    assertThat(by(user, "POST", "", tags("Cost=2")).status()).isEqualTo(403);
  }

  @Test
  void tagsOfANewBucketTakeThePermissionToTag() {
    String condition = ",\"Condition\":{\"StringEquals\":{\"aws:RequestTag/Team\":\"blue\"}}";
    S3Client user =
        cloud.clientOf(
            "maker",
            "{\"Statement\":["
                + statement("s3:CreateBucket", "*", "")
                + ","
                + statement("s3:TagResource", "*", condition)
                + "]}");

    assertThat(
            refusal(
                    () ->
                        user.createBucket(
                            r ->
                                r.bucket("new-red")
                                    .createBucketConfiguration(c -> c.tags(tag("Team", "red")))))
                .awsErrorDetails()
                .errorMessage())
        .contains(
            "not authorized to perform: s3:TagResource on resource: \"arn:aws:s3:::new-red\"");
    user.createBucket(
        r -> r.bucket("new-blue").createBucketConfiguration(c -> c.tags(tag("Team", "blue"))));
    assertThat(cloud.s3.getBucketTagging(r -> r.bucket("new-blue")).tagSet())
        .containsExactly(tag("Team", "blue"));
    assertThat(cloud.records("CreateBucket"))
        .last()
        .asString()
        .contains(
            "\"CreateBucketConfiguration\":{\"xmlns\":\"http://s3.amazonaws.com/doc/2006-03-01/\","
                + "\"Tags\":{\"Tag\":{\"Key\":\"Team\",\"Value\":\"blue\"}}}");
  }

  @Test
  void anotherAccountNeedsTheBucketsPolicyAndMayNameItself() throws IOException {
    AwsCredentialsProvider other = cloud.root(S3Fixture.OTHER);
    String arn = "arn:aws:s3:::" + b;
    assertThat(send(other, S3Fixture.OTHER, "GET", arn, "", "").status()).isEqualTo(403);
    cloud.s3.putBucketPolicy(
        r ->
            r.bucket(b)
                .policy(
                    "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\","
                        + "\"Principal\":{\"AWS\":\"444455556666\"},"
                        + "\"Action\":\"s3:ListTagsForResource\",\"Resource\":\""
                        + arn
                        + "\"}]}"));

    assertThat(send(other, S3Fixture.OTHER, "GET", arn, "", "").status()).isEqualTo(200);
    assertThat(send(other, S3Fixture.ACCOUNT, "GET", arn, "", "").status()).isEqualTo(200);
    assertThat(send(other, "999988887777", "GET", arn, "", "").body())
        .contains("<Code>AccessDenied</Code><Message>Access Denied</Message>");
    assertThat(send(null, S3Fixture.ACCOUNT, "GET", arn, "", "").status()).isEqualTo(403);
  }

  @ParameterizedTest
  @CsvSource({
    "arn:aws:s3:::no-such-bucket-here,                            404, NoSuchBucket",
    "arn:aws:s3:us-east-1:111122223333:accesspoint/a,             404, NoSuchAccessPoint",
    "arn:aws:s3:us-east-1:111122223333:storage-lens-group/g,      404, NoSuchConfiguration",
    "arn:aws:s3:us-east-1:111122223333:access-grants/default,     404,"
        + " AccessGrantsInstanceNotExistsError",
    "arn:aws:s3express:us-east-1:111122223333:bucket/b--x-s3,     501, NotImplemented",
    "arn:aws:sqs:us-east-1:111122223333:q,                        400, InvalidURI",
    "arn:aws:s3:::b/key,                                          400, InvalidURI",
    "arn:aws:s3:us-east-1:444455556666:accesspoint/a,             403, AccessDenied",
  })
  void whatIsNoBucketIsToldByItsKind(String arn, int status, String code) throws IOException {
    RawS3.Answer answer =
        send(cloud.root(S3Fixture.ACCOUNT), S3Fixture.ACCOUNT, "GET", arn, "", "");

    assertThat(answer.status()).isEqualTo(status);
    assertThat(answer.body()).contains("<ErrorResponse><Error><Code>" + code + "</Code>");
  }

  @Test
  void aBucketOfAnotherRegionIsAtThatRegionsEndpoint() throws IOException {
    S3Client frankfurt = cloud.client(cloud.root(S3Fixture.ACCOUNT), Region.EU_CENTRAL_1);
    frankfurt.createBucket(
        r ->
            r.bucket("tagged-abroad")
                .createBucketConfiguration(c -> c.locationConstraint("eu-central-1")));
    String arn = "arn:aws:s3:::tagged-abroad";

    RawS3.Answer strayed =
        send(cloud.root(S3Fixture.ACCOUNT), S3Fixture.ACCOUNT, "GET", arn, "", "");

    assertThat(strayed.status()).isEqualTo(301);
    assertThat(strayed.body())
        .contains(
            "<Code>PermanentRedirectControlError</Code>",
            "<Endpoint>111122223333.s3-control.eu-central-1.amazonaws.com</Endpoint>");
    assertThat(
            raw()
                .in("eu-central-1")
                .with("x-amz-account-id", S3Fixture.ACCOUNT)
                .by(cloud.root(S3Fixture.ACCOUNT))
                .get("/v20180820/tags/" + arn.replace(":", "%3A"))
                .status())
        .isEqualTo(200);
  }

  @Test
  void recordsNameTheResourceAndTheTags() throws IOException {
    asRoot("POST", "", tags("Team=blue"));
    list();
    asRoot("DELETE", "?tagKeys=Team", "");

    assertThat(cloud.records("TagResource"))
        .last()
        .asString()
        .contains(
            "\"eventSource\":\"s3.amazonaws.com\"",
            "\"resourceArn\":\"arn:aws:s3:::" + b + "\"",
            "\"Tags\":{\"Tag\":{\"Key\":\"Team\",\"Value\":\"blue\"}}",
            "\"x-amz-account-id\":\"111122223333\"",
            "\"ARN\":\"arn:aws:s3:::" + b + "\"",
            "\"managementEvent\":true",
            "\"readOnly\":false");
    assertThat(cloud.records("ListTagsForResource"))
        .last()
        .asString()
        .contains("\"resourceArn\":\"arn:aws:s3:::" + b + "\"", "\"readOnly\":true");
    assertThat(cloud.records("UntagResource"))
        .last()
        .asString()
        .contains("\"tagKeys\":[\"Team\"]", "\"readOnly\":false");
  }

  private RawS3 raw() {
    return new RawS3(cloud.endpoint());
  }

  private String list() throws IOException {
    return asRoot("GET", "", "").body();
  }

  private RawS3.Answer asRoot(String method, String query, String body) throws IOException {
    return by(cloud.root(S3Fixture.ACCOUNT), method, query, body);
  }

  private RawS3.Answer by(AwsCredentialsProvider by, String method, String query, String body)
      throws IOException {
    return send(by, S3Fixture.ACCOUNT, method, "arn:aws:s3:::" + b, query, body);
  }

  private RawS3.Answer send(
      AwsCredentialsProvider by,
      String account,
      String method,
      String arn,
      String query,
      String body)
      throws IOException {
    return raw()
        .with("x-amz-account-id", account)
        .by(by)
        .send(method, "/v20180820/tags/" + arn.replace(":", "%3A") + query, body);
  }

  private static String tags(String... pairs) {
    return "<TagResourceRequest"
        + XMLNS
        + "><Tags>"
        + Arrays.stream(pairs)
            .map(pair -> pair.split("=", 2))
            .map(p -> "<Tag><Key>" + p[0] + "</Key><Value>" + p[1] + "</Value></Tag>")
            .collect(Collectors.joining())
        + "</Tags></TagResourceRequest>";
  }

  private static Tag tag(String key, String value) {
    return Tag.builder().key(key).value(value).build();
  }

  private static String allow(String action, String resource, String more) {
    return "{\"Statement\":[" + statement(action, resource, more) + "]}";
  }

  private static String statement(String action, String resource, String more) {
    return "{\"Effect\":\"Allow\",\"Action\":\""
        + action
        + "\",\"Resource\":\""
        + resource
        + "\""
        + more
        + "}";
  }
}
