package dev.trailmark.cloud.auth;

import static dev.trailmark.cloud.auth.AuthFixture.EMPTY_HASH;
import static dev.trailmark.cloud.auth.AuthFixture.KEY_ID;
import static dev.trailmark.cloud.auth.AuthFixture.S3;
import static dev.trailmark.cloud.auth.AuthFixture.SECRET;
import static dev.trailmark.cloud.auth.AuthFixture.SIGNED_AT;
import static dev.trailmark.cloud.auth.AuthFixture.get;
import static dev.trailmark.cloud.auth.AuthFixture.with;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import dev.trailmark.cloud.auth.AuthErrors.Rendered;
import dev.trailmark.cloud.wire.WireRequest;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;

/** What S3 answers when an Authorization header does not hold: code, status, message and fields. */
class S3HeaderRefusalTest {
  private final AuthFixture auth = new AuthFixture();

  private static SdkHttpRequest unsigned() {
    return SdkHttpRequest.builder()
        .method(SdkHttpMethod.GET)
        .protocol("http")
        .host("examplebucket.s3.amazonaws.com")
        .encodedPath("/test.txt")
        .build();
  }

  private static WireRequest signed() {
    return SdkSigner.s3().sign(unsigned(), new byte[0]);
  }

  private static WireRequest withAuthorization(String old, String replacement) {
    WireRequest request = signed();
    String authorization = request.header("Authorization");
    assertThat(authorization).contains(old);
    return with(request, "Authorization", authorization.replace(old, replacement));
  }

  private Rendered answer(WireRequest request) {
    return auth.answer(request, S3, Style.S3);
  }

  private static void assertAnswer(Rendered answer, int status, String code, String message) {
    assertThat(answer.code()).isEqualTo(code);
    assertThat(answer.status()).isEqualTo(status);
    assertThat(answer.message()).isEqualTo(message);
  }

  @Test
  void aWrongSecretIsAnsweredWithAllThatTheClientNeedsToFindItsError() {
    WireRequest request =
        SdkSigner.s3().key(KEY_ID, "not the secret").sign(unsigned(), new byte[0]);

    Rendered answer = answer(request);

    assertAnswer(
        answer,
        403,
        "SignatureDoesNotMatch",
        "The request signature we calculated does not match the signature you provided. Check your"
            + " key and signing method.");
    String canonical =
        "GET\n/test.txt\n\nhost:examplebucket.s3.amazonaws.com\nx-amz-content-sha256:"
            + EMPTY_HASH
            + "\nx-amz-date:20130524T000000Z\n\nhost;x-amz-content-sha256;x-amz-date\n"
            + EMPTY_HASH;
    assertThat(answer.fields().keySet())
        .containsExactly(
            "AWSAccessKeyId",
            "StringToSign",
            "SignatureProvided",
            "StringToSignBytes",
            "CanonicalRequest",
            "CanonicalRequestBytes");
    assertThat(answer.fields())
        .contains(entry("AWSAccessKeyId", KEY_ID), entry("CanonicalRequest", canonical))
        .hasEntrySatisfying(
            "StringToSign",
            text ->
                assertThat(text)
                    .startsWith(
                        "AWS4-HMAC-SHA256\n20130524T000000Z\n20130524/us-east-1/s3/aws4_request\n"))
        .hasEntrySatisfying(
            "StringToSignBytes", bytes -> assertThat(bytes).startsWith("41 57 53 34 2d 48 4d"))
        .hasEntrySatisfying(
            "CanonicalRequestBytes", bytes -> assertThat(bytes).startsWith("47 45 54 0a 2f 74"))
        .hasEntrySatisfying(
            "SignatureProvided",
            signature -> assertThat(request.header("Authorization")).endsWith(signature));
  }

  @ParameterizedTest
  @ValueSource(strings = {"AKIAUNKNOWN", "AKIAINACTIVE"})
  void anUnknownKeyAndAnInactiveOneAreAnsweredAlike(String accessKeyId) {
    Rendered answer = answer(SdkSigner.s3().key(accessKeyId, SECRET).sign(unsigned(), new byte[0]));

    assertAnswer(
        answer,
        403,
        "InvalidAccessKeyId",
        "The AWS Access Key Id you provided does not exist in our records.");
    assertThat(answer.fields()).containsExactly(entry("AWSAccessKeyId", accessKeyId));
  }

  @Test
  void aTemporaryKeyWithoutItsTokenIsUnknown() {
    Rendered answer =
        answer(
            SdkSigner.s3().key(AuthFixture.SESSION_KEY_ID, SECRET).sign(unsigned(), new byte[0]));

    assertThat(answer.code()).isEqualTo("InvalidAccessKeyId");
  }

  @Test
  void aForeignTokenIsInvalid() {
    Rendered answer = answer(SdkSigner.s3().session("forged").sign(unsigned(), new byte[0]));

    assertAnswer(
        answer, 400, "InvalidToken", "The provided token is malformed or otherwise invalid.");
    assertThat(answer.fields()).containsExactly(entry("Token-0", "forged"));
  }

  @Test
  void aTokenBesideALongTermKeyIsInvalid() {
    Rendered answer = answer(with(signed(), "X-Amz-Security-Token", "any"));

    assertThat(answer.code()).isEqualTo("InvalidToken");
  }

  @Test
  void aTokenWorksUntilItsSessionEnds() throws AuthFailure {
    SdkSigner signer = SdkSigner.s3().session(AuthFixture.SESSION_TOKEN);
    Duration hour = Duration.ofHours(1);

    auth.at(SIGNED_AT.plus(hour).minusSeconds(1))
        .authenticate(
            signer.at(SIGNED_AT.plus(hour).minusSeconds(1)).sign(unsigned(), new byte[0]), S3);
    Rendered answer =
        auth.at(SIGNED_AT.plus(hour))
            .answer(signer.at(SIGNED_AT.plus(hour)).sign(unsigned(), new byte[0]), S3, Style.S3);

    assertAnswer(answer, 400, "ExpiredToken", "The provided token has expired.");
    assertThat(answer.fields()).containsExactly(entry("Token-0", AuthFixture.SESSION_TOKEN));
  }

  @ParameterizedTest
  @CsvSource({"900, true", "-900, true", "901, false", "-901, false"})
  void clocksMayDifferByFifteenMinutes(long seconds, boolean accepted) {
    AuthFailure failure = auth.at(SIGNED_AT.plusSeconds(seconds)).refusal(signed(), S3);

    assertThat(failure == null).isEqualTo(accepted);
  }

  @Test
  void aSkewedClockIsAnsweredWithBothTimes() {
    Rendered answer = auth.at(SIGNED_AT.plus(Duration.ofHours(1))).answer(signed(), S3, Style.S3);

    assertAnswer(
        answer,
        403,
        "RequestTimeTooSkewed",
        "The difference between the request time and the current time is too large.");
    assertThat(answer.fields())
        .containsExactly(
            entry("RequestTime", "20130524T000000Z"),
            entry("ServerTime", "2013-05-24T01:00:00Z"),
            entry("MaxAllowedSkewMilliseconds", "900000"));
  }

  @Test
  void aWrongRegionIsAnsweredWithTheRightOne() {
    SigningRules oregon = new SigningRules("s3", true, region -> "us-west-2");

    Rendered answer = auth.answer(signed(), oregon, Style.S3);

    assertAnswer(
        answer,
        400,
        "AuthorizationHeaderMalformed",
        "The authorization header is malformed; the region 'us-east-1' is wrong; expecting"
            + " 'us-west-2'");
    assertThat(answer.fields()).containsExactly(entry("Region", "us-west-2"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "/s3/|/kms/|incorrect service \"kms\". This endpoint belongs to \"s3\".",
        "aws4_request|aws5_request|incorrect terminal \"aws5_request\". This endpoint uses"
            + " \"aws4_request\".",
        "20130524/|20130525/|Invalid credential date \"20130525\". This date is not the same as"
            + " X-Amz-Date: \"20130524\".",
        "20130524/|2013524/|incorrect date format \"2013524\". This date in the credential must be"
            + " in the format \"yyyyMMdd\".",
        "/us-east-1/|/|the Credential is mal-formed; expecting"
            + " \"<YOUR-AKID>/YYYYMMDD/REGION/SERVICE/aws4_request\".",
        "/us-east-1/|/us/east-1/|the Credential is mal-formed; expecting"
            + " \"<YOUR-AKID>/YYYYMMDD/REGION/SERVICE/aws4_request\".",
        "SignedHeaders=|Headers=|the authorization component"
            + " \"Headers=host;x-amz-content-sha256;x-amz-date\" is malformed.",
        "Signature=|Credential=AKID,Signature=|the authorization component \"Credential=AKID\" is"
            + " malformed."
      })
  void aMalformedHeaderIsNamed(String old, String replacement, String message) {
    assertAnswer(
        answer(withAuthorization(old, replacement)),
        400,
        "AuthorizationHeaderMalformed",
        "The authorization header is malformed; " + message);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "AWS4-HMAC-SHA256",
        "AWS4-HMAC-SHA256 ",
        "AWS4-HMAC-SHA256 Credential=AKID/20130524/us-east-1/s3/aws4_request",
        "AWS4-HMAC-SHA256 SignedHeaders=host,Signature=0,"
      })
  void aHeaderWithoutAllThreeComponentsIsRefused(String authorization) {
    assertAnswer(
        answer(with(signed(), "Authorization", authorization)),
        400,
        "AuthorizationHeaderMalformed",
        "The authorization header is malformed; the authorization header requires three components:"
            + " Credential, SignedHeaders, and Signature.");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Basic dXNlcjpwYXNz",
        "Bearer x",
        "AWS4",
        "",
        "aws4-hmac-sha256 x",
        "AWS4-HMAC-SHA25 x"
      })
  void anAuthorizationOfAnotherKindIsRefused(String authorization) {
    Rendered answer = answer(with(signed(), "Authorization", authorization));

    assertAnswer(answer, 400, "InvalidArgument", "Unsupported Authorization Type");
    assertThat(answer.fields())
        .containsExactly(
            entry("ArgumentName", "Authorization"), entry("ArgumentValue", authorization));
  }

  @Test
  void theAsymmetricVersionIsRefused() {
    assertAnswer(
        answer(withAuthorization("AWS4-HMAC-SHA256", "AWS4-ECDSA-P256-SHA256")),
        400,
        "InvalidRequest",
        "The authorization mechanism you have provided is not supported. Please use"
            + " AWS4-HMAC-SHA256.");
  }

  @Test
  void aSecondMechanismInTheQueryIsRefused() {
    WireRequest request = signed();
    String authorization = request.header("Authorization");
    WireRequest both =
        get(
            "/test.txt",
            "X-Amz-Algorithm=AWS4-HMAC-SHA256",
            "Host",
            "examplebucket.s3.amazonaws.com",
            "Authorization",
            authorization);

    Rendered answer = answer(both);

    assertAnswer(
        answer,
        400,
        "InvalidArgument",
        "Only one auth mechanism allowed; only the X-Amz-Algorithm query parameter, Signature query"
            + " string parameter or the Authorization header should be specified");
    assertThat(answer.fields())
        .containsExactly(
            entry("ArgumentName", "Authorization"), entry("ArgumentValue", authorization));
  }

  @Test
  void headersThatAreNotSignedAreListed() {
    WireRequest request = with(with(signed(), "x-amz-tagging", "a=b"), "X-Amz-Acl", "private");

    Rendered answer = answer(request);

    assertAnswer(
        answer,
        403,
        "AccessDenied",
        "There were headers present in the request which were not signed");
    assertThat(answer.fields())
        .containsExactly(entry("HeadersNotSigned", "x-amz-acl, x-amz-tagging"));
  }

  @Test
  void otherHeadersNeedNoSignature() throws AuthFailure {
    auth.authenticate(with(with(signed(), "User-Agent", "curl"), "Range", "bytes=0-1"), S3);
  }

  @Test
  void theHostHasToBeSigned() {
    Rendered answer = answer(withAuthorization("SignedHeaders=host;", "SignedHeaders="));

    assertThat(answer.code()).isEqualTo("AccessDenied");
    assertThat(answer.fields()).containsExactly(entry("HeadersNotSigned", "host"));
  }

  @Test
  void thePayloadHashHeaderIsMandatory() {
    assertAnswer(
        answer(with(signed(), "x-amz-content-sha256", null)),
        400,
        "InvalidRequest",
        "Missing required header for this request: x-amz-content-sha256");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "abc", "unsigned-payload", "STREAMING-NONSENSE"})
  void aPayloadHashThatIsNoneIsRefusedOnceTheSignatureHolds(String value) {
    SdkHttpRequest request = unsigned();
    WireRequest signedWithValue = HandSigner.signed(request.encodedPath(), value);

    Rendered answer = answer(signedWithValue);

    assertThat(answer.code()).isEqualTo("InvalidArgument");
    assertThat(answer.message()).startsWith("x-amz-content-sha256 must be UNSIGNED-PAYLOAD, ");
    assertThat(answer.fields())
        .containsExactly(
            entry("ArgumentName", "x-amz-content-sha256"), entry("ArgumentValue", value));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"yesterday", "2013-05-24T00:00:00Z", "20131324T000000Z", "20130524T240000Z"})
  void aTimeThatCannotBeReadIsRefused(String date) {
    assertAnswer(
        answer(with(signed(), "X-Amz-Date", date)),
        403,
        "AccessDenied",
        "AWS authentication requires a valid Date or x-amz-date header");
  }

  @Test
  void aRequestWithoutAnyDateIsRefused() {
    assertThat(answer(with(signed(), "X-Amz-Date", null)).message())
        .isEqualTo("AWS authentication requires a valid Date or x-amz-date header");
  }

  @Test
  void anUnsignedRequestIsAnonymous() throws AuthFailure {
    Authentication proven = auth.authenticate(get("/test.txt", "", "Host", "localhost"), S3);

    assertThat(proven.isAnonymous()).isTrue();
    assertThat(proven.principal().isAnonymous()).isTrue();
    assertThat(proven.version()).isEqualTo(SignatureVersion.NONE);
    assertThat(proven.version().trailName()).isNull();
    assertThat(proven.accessKeyId()).isNull();
  }
}
