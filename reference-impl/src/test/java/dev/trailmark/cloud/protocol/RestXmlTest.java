package dev.trailmark.cloud.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trailmark.cloud.operation.Call;
import dev.trailmark.cloud.operation.ServiceException;
import dev.trailmark.cloud.wire.ResponseBody;
import dev.trailmark.cloud.wire.WireResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.s3.model.*;

/** How answers of S3 are written. */
class RestXmlTest {
  private static final String NS = " xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\"";
  private static final String DECLARATION = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";
  private final Codec codec = Model.S3.codec();

  @Test
  void aListingIsWrittenInS3sOrder() {
    ListObjectsV2Response output =
        ListObjectsV2Response.builder()
            .name("b")
            .prefix("")
            .keyCount(1)
            .maxKeys(1000)
            .isTruncated(false)
            .contents(
                S3Object.builder()
                    .key("a&b")
                    .eTag("\"0cc1\"")
                    .size(3L)
                    .storageClass("STANDARD")
                    .lastModified(Instant.parse("2026-01-07T13:00:00Z"))
                    .build())
            .build();

    assertThat(text(encode("ListObjectsV2", ListObjectsV2Request.class, output)))
        .isEqualTo(
            DECLARATION
                + "<ListBucketResult"
                + NS
                + "><Name>b</Name><Prefix></Prefix><KeyCount>1</KeyCount><MaxKeys>1000</MaxKeys>"
                + "<IsTruncated>false</IsTruncated><Contents><Key>a&amp;b</Key>"
                + "<LastModified>2026-01-07T13:00:00.000Z</LastModified>"
                + "<ETag>&quot;0cc1&quot;</ETag><Size>3</Size>"
                + "<StorageClass>STANDARD</StorageClass></Contents></ListBucketResult>");
  }

  @Test
  void anAclNamesItsGranteesTypeInAnAttribute() {
    Grant grant =
        Grant.builder()
            .grantee(Grantee.builder().id("f00").type("CanonicalUser").build())
            .permission("FULL_CONTROL")
            .build();
    GetBucketAclResponse output =
        GetBucketAclResponse.builder()
            .owner(Owner.builder().id("f00").build())
            .grants(grant)
            .build();

    assertThat(text(encode("GetBucketAcl", GetBucketAclRequest.class, output)))
        .isEqualTo(
            DECLARATION
                + "<AccessControlPolicy"
                + NS
                + "><Owner><ID>f00</ID></Owner><AccessControlList><Grant>"
                + "<Grantee xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\""
                + " xsi:type=\"CanonicalUser\"><ID>f00</ID></Grantee>"
                + "<Permission>FULL_CONTROL</Permission></Grant></AccessControlList>"
                + "</AccessControlPolicy>");
  }

  @Test
  void theLocationOfABucketInUsEast1IsAnEmptyElement() {
    GetBucketLocationResponse classic = GetBucketLocationResponse.builder().build();
    GetBucketLocationResponse ireland =
        GetBucketLocationResponse.builder().locationConstraint("eu-west-1").build();

    assertThat(text(encode("GetBucketLocation", GetBucketLocationRequest.class, classic)))
        .isEqualTo(DECLARATION + "<LocationConstraint" + NS + "/>");
    assertThat(text(encode("GetBucketLocation", GetBucketLocationRequest.class, ireland)))
        .isEqualTo(DECLARATION + "<LocationConstraint" + NS + ">eu-west-1</LocationConstraint>");
  }

  @Test
  void aLifecycleIsAListOfRules() {
    GetBucketLifecycleConfigurationResponse output =
        GetBucketLifecycleConfigurationResponse.builder()
            .transitionDefaultMinimumObjectSize("all_storage_classes_128K")
            .rules(
                LifecycleRule.builder()
                    .id("r")
                    .status("Enabled")
                    .filter(f -> f.prefix("p"))
                    .expiration(e -> e.days(1))
                    .build())
            .build();

    WireResponse response =
        encode(
            "GetBucketLifecycleConfiguration",
            GetBucketLifecycleConfigurationRequest.class,
            output);

    assertThat(text(response))
        .startsWith(DECLARATION + "<LifecycleConfiguration" + NS + "><Rule>")
        .contains("<Expiration><Days>1</Days></Expiration>")
        .contains("<ID>r</ID>")
        .contains("<Filter><Prefix>p</Prefix></Filter>")
        .endsWith("</Rule></LifecycleConfiguration>");
    assertThat(response.headers().first("x-amz-transition-default-minimum-object-size"))
        .isEqualTo("all_storage_classes_128K");
  }

  @Test
  void configurationsHaveTheRootsOfTheApiReference() {
    assertThat(
            text(
                encode(
                    "GetBucketTagging",
                    GetBucketTaggingRequest.class,
                    GetBucketTaggingResponse.builder()
                        .tagSet(Tag.builder().key("k").value("v").build())
                        .build())))
        .isEqualTo(
            DECLARATION
                + "<Tagging"
                + NS
                + "><TagSet><Tag><Key>k</Key><Value>v</Value></Tag></TagSet></Tagging>");
    assertThat(
            text(
                encode(
                    "GetBucketLogging",
                    GetBucketLoggingRequest.class,
                    GetBucketLoggingResponse.builder()
                        .loggingEnabled(l -> l.targetBucket("b").targetPrefix("p"))
                        .build())))
        .isEqualTo(
            DECLARATION
                + "<BucketLoggingStatus"
                + NS
                + "><LoggingEnabled><TargetBucket>b</TargetBucket><TargetPrefix>p</TargetPrefix>"
                + "</LoggingEnabled></BucketLoggingStatus>");
    assertThat(
            text(
                encode(
                    "ListBucketIntelligentTieringConfigurations",
                    ListBucketIntelligentTieringConfigurationsRequest.class,
                    ListBucketIntelligentTieringConfigurationsResponse.builder()
                        .isTruncated(false)
                        .build())))
        .isEqualTo(
            DECLARATION
                + "<ListBucketIntelligentTieringConfigurationsOutput"
                + NS
                + "><IsTruncated>false</IsTruncated>"
                + "</ListBucketIntelligentTieringConfigurationsOutput>");
  }

  @Test
  void aBucketPolicyIsReturnedAsItsText() {
    WireResponse response =
        encode(
            "GetBucketPolicy",
            GetBucketPolicyRequest.class,
            GetBucketPolicyResponse.builder().policy("{\"Version\": \"2012-10-17\"}").build());

    assertThat(text(response)).isEqualTo("{\"Version\": \"2012-10-17\"}");
    assertThat(response.headers().first("content-type")).isEqualTo("application/json");
  }

  @Test
  void aCopysResultIsTheDocumentAndItsEncryptionAHeader() {
    CopyObjectResponse output =
        CopyObjectResponse.builder()
            .serverSideEncryption("aws:kms")
            .bucketKeyEnabled(true)
            .copyObjectResult(result -> result.eTag("\"e\"").lastModified(Instant.EPOCH))
            .build();

    WireResponse response = encode("CopyObject", CopyObjectRequest.class, output);

    assertThat(text(response))
        .isEqualTo(
            DECLARATION
                + "<CopyObjectResult"
                + NS
                + "><LastModified>1970-01-01T00:00:00.000Z</LastModified>"
                + "<ETag>&quot;e&quot;</ETag></CopyObjectResult>");
    assertThat(response.headers().first("x-amz-server-side-encryption")).isEqualTo("aws:kms");
    assertThat(response.headers().first("x-amz-server-side-encryption-bucket-key-enabled"))
        .isEqualTo("true");
  }

  @Test
  void aStreamedBodyGoesOutAsItIs() {
    Call call = Model.call();
    call.reply(ResponseBody.of("hello".getBytes(StandardCharsets.UTF_8)));
    call.status(206);
    call.header("x-amz-id-2", "host");
    GetObjectResponse output =
        GetObjectResponse.builder()
            .contentType("text/plain")
            .contentLength(5L)
            .lastModified(Instant.parse("2026-01-07T13:00:00Z"))
            .metadata(Map.of("Colour", "red"))
            .expiresString("never")
            .build();

    WireResponse response =
        codec.encode(Model.row("GetObject", GetObjectRequest.class), output, call);

    assertThat(response.status()).isEqualTo(206);
    assertThat(text(response)).isEqualTo("hello");
    assertThat(response.headers().all("content-type")).containsExactly("text/plain");
    assertThat(response.headers().first("last-modified"))
        .isEqualTo("Wed, 07 Jan 2026 13:00:00 GMT");
    assertThat(response.headers().first("x-amz-meta-colour")).isEqualTo("red");
    assertThat(response.headers().first("expires")).isEqualTo("never");
    assertThat(response.headers().has("content-length")).isFalse();
    assertThat(response.headers().first("x-amz-request-id")).isEqualTo("request-id");
    assertThat(response.headers().first("x-amz-id-2")).isEqualTo("host");
    assertThat(response.headers().first("server")).isEqualTo("AmazonS3");
  }

  @Test
  void theDatesOfHeadersAreThoseOfRfc9110() {
    DateTimeFormatter expected =
        DateTimeFormatter.ofPattern("EEE, dd MMM uuuu HH:mm:ss 'GMT'", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);
    Instant first = Instant.parse("1999-12-31T23:59:59.999Z");

    for (int i = 0; i < 400; i++) {
      Instant date = first.plus(Duration.ofSeconds(i * 90_061L));
      assertThat(Timestamps.HTTP.format(date)).isEqualTo(expected.format(date));
    }
    for (String far : List.of("0999-01-02T03:04:05Z", "+10000-01-02T03:04:05Z")) {
      Instant date = Instant.parse(far);
      assertThat(Timestamps.HTTP.format(date)).isEqualTo(expected.format(date));
    }
  }

  @Test
  void headObjectTellsTheLengthThatGetWouldSend() {
    WireResponse response =
        encode(
            "HeadObject",
            HeadObjectRequest.class,
            HeadObjectResponse.builder().contentLength(7L).build());

    assertThat(response.headers().first("content-length")).isEqualTo("7");
    assertThat(response.body().length()).isZero();
  }

  @Test
  void anAnswerWithoutMembersInTheBodyHasNone() {
    WireResponse response =
        encode(
            "PutObject", PutObjectRequest.class, PutObjectResponse.builder().eTag("\"x\"").build());

    assertThat(response.body().length()).isZero();
    assertThat(response.headers().has("content-type")).isFalse();
    assertThat(response.headers().first("etag")).isEqualTo("\"x\"");
  }

  @Test
  void anAnswerWhoseMembersAreAllUnsetIsAnEmptyDocument() {
    assertThat(
            text(
                encode(
                    "GetBucketVersioning",
                    GetBucketVersioningRequest.class,
                    GetBucketVersioningResponse.builder().build())))
        .isEqualTo(DECLARATION + "<VersioningConfiguration" + NS + "></VersioningConfiguration>");
  }

  @Test
  void anErrorCarriesItsFieldsBetweenMessageAndRequestId() {
    ServiceException error =
        new ServiceException("NoSuchBucket", 404, "The specified bucket does not exist")
            .with("BucketName", "b");

    WireResponse response = codec.error(error, "RID", "HID", false);

    assertThat(response.status()).isEqualTo(404);
    assertThat(response.headers().first("content-type")).isEqualTo("application/xml");
    assertThat(text(response))
        .isEqualTo(
            DECLARATION
                + "<Error><Code>NoSuchBucket</Code>"
                + "<Message>The specified bucket does not exist</Message>"
                + "<BucketName>b</BucketName><RequestId>RID</RequestId><HostId>HID</HostId>"
                + "</Error>");
  }

  @Test
  void anErrorWithoutAMessageHasAnEmptyElement() {
    ServiceException error = new ServiceException("InvalidArgument", 400, "");

    assertThat(text(codec.error(error, "RID", "HID", false)))
        .contains("<Code>InvalidArgument</Code><Message/><RequestId>");
  }

  @Test
  void theAnswerToAHeadHasNoBody() {
    ServiceException error = new ServiceException("NoSuchKey", 404, "gone");

    assertThat(codec.error(error, "RID", "HID", true).body().length()).isZero();
  }

  private WireResponse encode(String operation, Class<?> request, SdkPojo output) {
    return codec.encode(Model.row(operation, request), output, Model.call());
  }

  private static String text(WireResponse response) {
    return new String(response.body().inMemory(), StandardCharsets.UTF_8);
  }
}
