package dev.trailmark.cloud.auth;

import static dev.trailmark.cloud.auth.AuthFixture.KEY_ID;
import static dev.trailmark.cloud.auth.AuthFixture.S3;
import static dev.trailmark.cloud.auth.AuthFixture.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import dev.trailmark.cloud.auth.AuthErrors.Rendered;
import dev.trailmark.cloud.wire.WireRequest;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What S3 answers when a Signature Version 2 does not hold, and where it takes none. */
class SignatureV2RefusalTest {
  private static final String URL_SIGNATURE = "NpgCjnDzrM%2BWFzoENXmpNDUsSn8%3D";
  private static final Instant HEADER_TIME = Instant.parse("2007-03-27T19:36:42Z");
  private static final Instant URL_END = Instant.ofEpochSecond(1_175_139_620);

  private final AuthFixture auth = new AuthFixture();

  private static WireRequest byHeader(String authorization, String date) {
    return get(
        "/johnsmith/photos/puppy.jpg",
        "",
        "Host",
        "s3.amazonaws.com",
        "Date",
        date,
        "Authorization",
        authorization);
  }

  private static WireRequest byHeader(String authorization) {
    return byHeader(authorization, "Tue, 27 Mar 2007 19:36:42 +0000");
  }

  private static WireRequest byQuery(String query) {
    return get("/johnsmith/photos/puppy.jpg", query, "Host", "s3.amazonaws.com");
  }

  private static void assertAnswer(Rendered answer, int status, String code, String message) {
    assertThat(answer.code()).isEqualTo(code);
    assertThat(answer.status()).isEqualTo(status);
    assertThat(answer.message()).isEqualTo(message);
  }

  @Test
  void aWrongSignatureIsAnsweredWithTheStringToSign() {
    Rendered answer =
        auth.at(HEADER_TIME).answer(byHeader("AWS " + KEY_ID + ":AAAA="), S3, Style.S3);

    assertThat(answer.code()).isEqualTo("SignatureDoesNotMatch");
    assertThat(answer.status()).isEqualTo(403);
    assertThat(answer.fields())
        .containsExactly(
            entry("AWSAccessKeyId", KEY_ID),
            entry(
                "StringToSign",
                "GET\n\n\nTue, 27 Mar 2007 19:36:42 +0000\n/johnsmith/photos/puppy.jpg"),
            entry("SignatureProvided", "AAAA="),
            entry("StringToSignBytes", answer.fields().get("StringToSignBytes")));
  }

  @Test
  void subResourcesAndAmzHeadersAreSigned() {
    WireRequest request =
        get(
            "/key",
            "versionId=3&acl&prefix=p&response-content-type=a%2Fb",
            "Host",
            "b.s3.amazonaws.com",
            "Date",
            "Tue, 27 Mar 2007 19:36:42 +0000",
            "X-Amz-Meta-B",
            " two ",
            "x-amz-meta-a",
            "one",
            "x-amz-meta-b",
            "three",
            "Content-Type",
            "text/plain",
            "Authorization",
            "AWS " + KEY_ID + ":AAAA=");
    SigningRules rules = new SigningRules("s3", true, AuthFixture.ANY_REGION, "b");

    assertThat(auth.at(HEADER_TIME).refusal(request, rules).details())
        .containsEntry(
            "StringToSign",
            "GET\n\ntext/plain\nTue, 27 Mar 2007 19:36:42 +0000\nx-amz-meta-a:one\n"
                + "x-amz-meta-b:two,three\n/b/key?acl&response-content-type=a/b&versionId=3");
  }

  @Test
  void anUnknownKeyIsAnsweredAsInVersionFour() {
    Rendered answer = auth.at(HEADER_TIME).answer(byHeader("AWS AKIANOBODY:AAAA="), S3, Style.S3);

    assertAnswer(
        answer,
        403,
        "InvalidAccessKeyId",
        "The AWS Access Key Id you provided does not exist in our records.");
  }

  @Test
  void aHeaderWithoutItsColonIsRefused() {
    Rendered answer = auth.at(HEADER_TIME).answer(byHeader("AWS " + KEY_ID), S3, Style.S3);

    assertAnswer(
        answer,
        400,
        "InvalidArgument",
        "AWS authorization header is invalid.  Expected AwsAccessKeyId:signature");
  }

  @Test
  void aSkewedClockIsRefused() {
    Rendered answer =
        auth.at(HEADER_TIME.plusSeconds(901))
            .answer(byHeader("AWS " + KEY_ID + ":bWq2s1WEIj+Ydj0vQ697zp+IXMU="), S3, Style.S3);

    assertThat(answer.code()).isEqualTo("RequestTimeTooSkewed");
    assertThat(answer.fields()).containsEntry("RequestTime", "Tue, 27 Mar 2007 19:36:42 +0000");
  }

  @Test
  void aRequestWithoutReadableDateIsRefused() {
    assertAnswer(
        auth.at(HEADER_TIME)
            .answer(byHeader("AWS " + KEY_ID + ":AAAA=", "yesterday"), S3, Style.S3),
        403,
        "AccessDenied",
        "AWS authentication requires a valid Date or x-amz-date header");
  }

  @Test
  void anExpiredUrlIsRefused() {
    Rendered answer =
        auth.at(URL_END.plusSeconds(1))
            .answer(
                byQuery(
                    "AWSAccessKeyId=" + KEY_ID + "&Expires=1175139620&Signature=" + URL_SIGNATURE),
                S3,
                Style.S3);

    assertAnswer(answer, 403, "AccessDenied", "Request has expired");
    assertThat(answer.fields())
        .containsExactly(
            entry("Expires", "2007-03-29T03:40:20Z"), entry("ServerTime", "2007-03-29T03:40:21Z"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "AWSAccessKeyId=AKID&Expires=1175139620",
        "AWSAccessKeyId=AKID&Signature=A",
        "Signature=A&Expires=1175139620"
      })
  void eachParameterOfAUrlIsNeeded(String query) {
    assertAnswer(
        auth.at(URL_END).answer(byQuery(query), S3, Style.S3),
        403,
        "AccessDenied",
        "Query-string authentication requires the Signature, Expires and AWSAccessKeyId"
            + " parameters");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "soon", "-1", "99999999999999999999"})
  void anEndThatIsNoTimeIsRefused(String expires) {
    Rendered answer =
        auth.at(URL_END)
            .answer(
                byQuery("AWSAccessKeyId=" + KEY_ID + "&Signature=A&Expires=" + expires),
                S3,
                Style.S3);

    assertThat(answer.code()).isEqualTo("AccessDenied");
    assertThat(answer.status()).isEqualTo(403);
  }

  @ParameterizedTest
  @CsvSource({"us-west-2, true", "eu-west-1, true", "eu-central-1, false", "us-east-2, false"})
  void regionsYoungerThanVersionFourDoNotTakeVersionTwo(String bucketRegion, boolean taken) {
    SigningRules rules =
        new SigningRules("s3", true, region -> region.equals(bucketRegion) ? null : bucketRegion);
    WireRequest request = byHeader("AWS " + KEY_ID + ":bWq2s1WEIj+Ydj0vQ697zp+IXMU=");

    AuthFailure failure = auth.at(HEADER_TIME).refusal(request, rules);

    if (taken) {
      assertThat(failure).isNull();
    } else {
      assertAnswer(
          AuthErrors.render(failure, Style.S3),
          400,
          "InvalidRequest",
          "The authorization mechanism you have provided is not supported. Please use"
              + " AWS4-HMAC-SHA256.");
    }
  }

  @Test
  void otherServicesDoNotTakeVersionTwo() {
    Rendered answer =
        auth.at(HEADER_TIME)
            .answer(byHeader("AWS " + KEY_ID + ":AAAA="), AuthFixture.KMS, Style.JSON);

    assertAnswer(
        answer,
        400,
        "IncompleteSignatureException",
        "Authorization header requires 'Credential' parameter. Authorization header requires"
            + " 'Signature' parameter. Authorization header requires 'SignedHeaders' parameter."
            + " Authorization=AWS "
            + KEY_ID
            + ":AAAA=");
  }
}
