package dev.trailmark.cloud.auth;

import static dev.trailmark.cloud.auth.AuthFixture.S3;
import static dev.trailmark.cloud.auth.AuthFixture.SIGNED_AT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import dev.trailmark.cloud.auth.AuthErrors.Rendered;
import dev.trailmark.cloud.wire.WireRequest;
import java.time.Duration;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;

/** What S3 answers when a presigned URL does not hold. */
class S3PresignedRefusalTest {
  private final AuthFixture auth = new AuthFixture();

  private static WireRequest presigned() {
    return SdkSigner.s3()
        .unsignedPayload()
        .presigned(Duration.ofSeconds(60))
        .sign(
            SdkHttpRequest.builder()
                .method(SdkHttpMethod.GET)
                .protocol("https")
                .host("examplebucket.s3.amazonaws.com")
                .encodedPath("/test.txt")
                .build(),
            new byte[0]);
  }

  private static WireRequest withQuery(WireRequest request, String query) {
    return new WireRequest(
        request.method(), request.rawPath(), query, request.headers(), request.body(), null, null);
  }

  private static WireRequest without(String parameter) {
    WireRequest request = presigned();
    return withQuery(
        request,
        Arrays.stream(request.rawQuery().split("&"))
            .filter(part -> !part.startsWith(parameter + "="))
            .collect(Collectors.joining("&")));
  }

  private static WireRequest changed(String parameter, String value) {
    WireRequest kept = without(parameter);
    return withQuery(kept, kept.rawQuery() + "&" + parameter + "=" + value);
  }

  private static void assertAnswer(Rendered answer, int status, String code, String message) {
    assertThat(answer.code()).isEqualTo(code);
    assertThat(answer.status()).isEqualTo(status);
    assertThat(answer.message()).isEqualTo(message);
  }

  @Test
  void aUrlWorksToItsLastSecondAndNoLonger() throws AuthFailure {
    auth.at(SIGNED_AT.plusSeconds(60)).authenticate(presigned(), S3);

    Rendered answer = auth.at(SIGNED_AT.plusSeconds(61)).answer(presigned(), S3, Style.S3);

    assertAnswer(answer, 403, "AccessDenied", "Request has expired");
    assertThat(answer.fields())
        .containsExactly(
            entry("X-Amz-Expires", "60"),
            entry("Expires", "2013-05-24T00:01:00Z"),
            entry("ServerTime", "2013-05-24T00:01:01Z"));
  }

  @Test
  void aUrlOfTheFutureIsNotValidYet() {
    Rendered answer =
        auth.at(SIGNED_AT.minus(Duration.ofHours(1))).answer(presigned(), S3, Style.S3);

    assertAnswer(answer, 403, "AccessDenied", "Request is not valid yet");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "X-Amz-Algorithm",
        "X-Amz-Credential",
        "X-Amz-Signature",
        "X-Amz-Date",
        "X-Amz-SignedHeaders",
        "X-Amz-Expires"
      })
  void eachParameterIsNeeded(String parameter) {
    assertAnswer(
        auth.answer(without(parameter), S3, Style.S3),
        400,
        "AuthorizationQueryParametersError",
        "Query-string authentication version 4 requires the X-Amz-Algorithm, X-Amz-Credential,"
            + " X-Amz-Signature, X-Amz-Date, X-Amz-SignedHeaders, and X-Amz-Expires parameters.");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "X-Amz-Expires|604801|X-Amz-Expires must be less than a week (in seconds); that is, the"
            + " given X-Amz-Expires must be less than 604800 seconds",
        "X-Amz-Expires|99999999999999999999|X-Amz-Expires must be less than a week (in seconds);"
            + " that is, the given X-Amz-Expires must be less than 604800 seconds",
        "X-Amz-Expires|-1|X-Amz-Expires must be non-negative",
        "X-Amz-Expires|soon|X-Amz-Expires should be a number",
        "X-Amz-Algorithm|AWS4-HMAC-MD5|X-Amz-Algorithm only supports \"AWS4-HMAC-SHA256 and"
            + " AWS4-ECDSA-P256-SHA256\"",
        "X-Amz-Date|now|X-Amz-Date must be in the ISO8601 Long Format \"yyyyMMdd'T'HHmmss'Z'\"",
        "X-Amz-Credential|AKID%252F20130524%252Fus-east-1%252Fs3%252Faws4_request|Error parsing the"
            + " X-Amz-Credential parameter; the Credential is mal-formed; expecting"
            + " \"<YOUR-AKID>/YYYYMMDD/REGION/SERVICE/aws4_request\".",
        "X-Amz-Credential|AKIAIOSFODNN7EXAMPLE/20130524/us-east-1/sts/aws4_request|Error parsing the"
            + " X-Amz-Credential parameter; incorrect service \"sts\". This endpoint belongs to"
            + " \"s3\".",
        "X-Amz-Credential|AKIAIOSFODNN7EXAMPLE/20130525/us-east-1/s3/aws4_request|Invalid credential"
            + " date \"20130525\". This date is not the same as X-Amz-Date: \"20130524\"."
      })
  void aParameterThatMakesNoSenseIsNamed(String parameter, String value, String message) {
    assertAnswer(
        auth.answer(changed(parameter, value), S3, Style.S3),
        400,
        "AuthorizationQueryParametersError",
        message);
  }

  @Test
  void aWrongRegionIsAnsweredWithTheRightOne() {
    Rendered answer =
        auth.answer(presigned(), new SigningRules("s3", true, region -> "eu-central-1"), Style.S3);

    assertAnswer(
        answer,
        400,
        "AuthorizationQueryParametersError",
        "Error parsing the X-Amz-Credential parameter; the region 'us-east-1' is wrong; expecting"
            + " 'eu-central-1'");
    assertThat(answer.fields()).containsExactly(entry("Region", "eu-central-1"));
  }

  @Test
  void theAsymmetricVersionIsRefused() {
    assertAnswer(
        auth.answer(changed("X-Amz-Algorithm", "AWS4-ECDSA-P256-SHA256"), S3, Style.S3),
        400,
        "InvalidRequest",
        "The authorization mechanism you have provided is not supported. Please use"
            + " AWS4-HMAC-SHA256.");
  }

  @Test
  void aParameterAddedAfterSigningBreaksTheSignature() {
    WireRequest request = presigned();

    Rendered answer =
        auth.answer(
            withQuery(request, request.rawQuery() + "&response-content-type=text%2Fhtml"),
            S3,
            Style.S3);

    assertThat(answer.code()).isEqualTo("SignatureDoesNotMatch");
    assertThat(answer.fields().get("CanonicalRequest"))
        .contains("&response-content-type=text%2Fhtml\n")
        .doesNotContain("X-Amz-Signature")
        .endsWith("\nhost\nUNSIGNED-PAYLOAD");
  }

  @Test
  void headersSentAlongThatAreNotSignedAreListedExceptThePayloadHash() {
    WireRequest request = presigned();
    request
        .headers()
        .add("X-Amz-Content-Sha256", AuthFixture.EMPTY_HASH)
        .add("X-Amz-Decoded-Content-Length", "3")
        .add("X-Amz-Date", "20130524T000000Z");

    Rendered answer = auth.answer(request, S3, Style.S3);

    assertAnswer(
        answer,
        403,
        "AccessDenied",
        "There were headers present in the request which were not signed");
    assertThat(answer.fields())
        .containsExactly(entry("HeadersNotSigned", "x-amz-date, x-amz-decoded-content-length"));
  }

  @Test
  void aUrlSignedWithTemporaryCredentialsDiesWithTheirSession() {
    WireRequest request =
        SdkSigner.s3()
            .unsignedPayload()
            .session(AuthFixture.SESSION_TOKEN)
            .presigned(Duration.ofHours(12))
            .sign(
                SdkHttpRequest.builder()
                    .method(SdkHttpMethod.GET)
                    .protocol("https")
                    .host("localhost")
                    .encodedPath("/b/k")
                    .build(),
                new byte[0]);

    assertThat(auth.at(SIGNED_AT.plus(Duration.ofMinutes(59))).refusal(request, S3)).isNull();
    assertAnswer(
        auth.at(SIGNED_AT.plus(Duration.ofHours(1))).answer(request, S3, Style.S3),
        400,
        "ExpiredToken",
        "The provided token has expired.");
  }
}
