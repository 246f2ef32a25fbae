package dev.trailmark.cloud.auth;

import static dev.trailmark.cloud.auth.AuthFixture.KEY_ID;
import static dev.trailmark.cloud.auth.AuthFixture.KMS;
import static dev.trailmark.cloud.auth.AuthFixture.SECRET;
import static dev.trailmark.cloud.auth.AuthFixture.SIGNED_AT;
import static dev.trailmark.cloud.auth.AuthFixture.utf8;
import static dev.trailmark.cloud.auth.AuthFixture.with;
import static org.assertj.core.api.Assertions.assertThat;

import dev.trailmark.cloud.auth.AuthErrors.Rendered;
import dev.trailmark.cloud.wire.WireRequest;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;

/** What KMS and CloudTrail (JSON), IAM and STS (query) answer when a signature does not hold. */
class OtherServicesRefusalTest {
  private static final SigningRules STS = new SigningRules("sts", false, AuthFixture.ANY_REGION);

  private final AuthFixture auth = new AuthFixture();

  private static SdkHttpRequest unsigned() {
    return SdkHttpRequest.builder()
        .method(SdkHttpMethod.POST)
        .protocol("http")
        .host("localhost")
        .port(4566)
        .encodedPath("/")
        .putHeader("X-Amz-Target", "TrentService.ListKeys")
        .build();
  }

  private static WireRequest signed(String service) {
    return SdkSigner.of(service).sign(unsigned(), utf8("{}"));
  }

  private static WireRequest withAuthorization(String old, String replacement) {
    WireRequest request = signed("kms");
    return with(
        request, "Authorization", request.header("Authorization").replace(old, replacement));
  }

  private void assertAnswers(
      AuthFailure failure, String jsonCode, String queryCode, int queryStatus, String message) {
    Rendered json = AuthErrors.render(failure, Style.JSON);
    Rendered query = AuthErrors.render(failure, Style.QUERY);
    assertThat(json.code()).isEqualTo(jsonCode);
    assertThat(json.status()).isEqualTo(400);
    assertThat(json.message()).isEqualTo(message);
    assertThat(json.fields()).isEmpty();
    assertThat(query.code()).isEqualTo(queryCode);
    assertThat(query.status()).isEqualTo(queryStatus);
    assertThat(query.message().stripTrailing()).isEqualTo(message.stripTrailing());
  }

  @Test
  void anUnsignedRequestIsAnonymousAndItsAnswerToldApartByStyle() throws AuthFailure {
    WireRequest request = AuthFixture.request("POST", "/", "", utf8("{}"), "Host", "localhost");

    assertThat(auth.authenticate(request, KMS).isAnonymous()).isTrue();
    Rendered json = AuthErrors.render(AuthFailure.missingToken(), Style.JSON);
    Rendered query = AuthErrors.render(AuthFailure.missingToken(), Style.QUERY);
    assertThat(json.code()).isEqualTo("MissingAuthenticationTokenException");
    assertThat(json.status()).isEqualTo(400);
    assertThat(json.message()).isEqualTo("Missing Authentication Token");
    assertThat(query.code()).isEqualTo("MissingAuthenticationToken");
    assertThat(query.status()).isEqualTo(403);
    assertThat(query.message()).isEqualTo("Request is missing Authentication Token");
  }

  @Test
  void aWrongSecretIsRefused() {
    WireRequest request = SdkSigner.of("kms").key(KEY_ID, "wrong").sign(unsigned(), utf8("{}"));

    assertAnswers(
        auth.refusal(request, KMS),
        "InvalidSignatureException",
        "SignatureDoesNotMatch",
        403,
        "The request signature we calculated does not match the signature you provided. Check your"
            + " AWS Secret Access Key and signing method. Consult the service documentation for"
            + " details.");
  }

  @ParameterizedTest
  @CsvSource({"AKIAUNKNOWN", "AKIAINACTIVE"})
  void anUnknownKeyAndAnInactiveOneAreAnsweredAlike(String accessKeyId) {
    WireRequest request = SdkSigner.of("kms").key(accessKeyId, SECRET).sign(unsigned(), utf8("{}"));

    assertAnswers(
        auth.refusal(request, KMS),
        "UnrecognizedClientException",
        "InvalidClientTokenId",
        403,
        "The security token included in the request is invalid.");
  }

  @Test
  void aForeignTokenIsAnsweredLikeAnUnknownKey() {
    WireRequest request = SdkSigner.of("sts").session("forged").sign(unsigned(), utf8(""));

    assertAnswers(
        auth.refusal(request, STS),
        "UnrecognizedClientException",
        "InvalidClientTokenId",
        403,
        "The security token included in the request is invalid.");
  }

  @Test
  void aTokenMayStayUnsigned() throws AuthFailure {
    WireRequest request =
        SdkSigner.of("sts").key(AuthFixture.SESSION_KEY_ID, SECRET).sign(unsigned(), utf8(""));

    auth.authenticate(with(request, "X-Amz-Security-Token", AuthFixture.SESSION_TOKEN), STS);
  }

  @Test
  void anEndedSessionIsRefused() {
    WireRequest request =
        SdkSigner.of("sts")
            .session(AuthFixture.SESSION_TOKEN)
            .at(SIGNED_AT.plus(Duration.ofHours(1)))
            .sign(unsigned(), utf8(""));

    assertAnswers(
        auth.at(SIGNED_AT.plus(Duration.ofHours(1))).refusal(request, STS),
        "ExpiredTokenException",
        "ExpiredToken",
        403,
        "The security token included in the request is expired");
  }

  @ParameterizedTest
  @CsvSource({"300, true", "-300, true", "301, false", "-301, false"})
  void clocksMayDifferByFiveMinutes(long seconds, boolean accepted) {
    AuthFailure failure = auth.at(SIGNED_AT.plusSeconds(seconds)).refusal(signed("kms"), KMS);

    assertThat(failure == null).isEqualTo(accepted);
  }

  @Test
  void anOldRequestIsAnsweredWithTheWindow() {
    assertAnswers(
        auth.at(SIGNED_AT.plus(Duration.ofHours(1))).refusal(signed("kms"), KMS),
        "InvalidSignatureException",
        "SignatureDoesNotMatch",
        403,
        "Signature expired: 20130524T000000Z is now earlier than 20130524T005500Z (20130524T010000Z"
            + " - 5 min.)");
  }

  @Test
  void aRequestOfTheFutureIsAnsweredWithTheWindow() {
    assertAnswers(
        auth.at(SIGNED_AT.minus(Duration.ofHours(1))).refusal(signed("kms"), KMS),
        "InvalidSignatureException",
        "SignatureDoesNotMatch",
        403,
        "Signature not yet current: 20130524T000000Z is still later than 20130523T230500Z"
            + " (20130523T230000Z + 5 min.)");
  }

  @Test
  void aWrongRegionIsRefusedWithATrailingSpaceOnQueryServicesOnly() {
    AuthFailure failure =
        auth.refusal(signed("sts"), new SigningRules("sts", false, region -> "eu-west-1"));

    assertAnswers(
        failure,
        "InvalidSignatureException",
        "SignatureDoesNotMatch",
        403,
        "Credential should be scoped to a valid region.");
    assertThat(AuthErrors.render(failure, Style.QUERY).message()).endsWith("region. ");
  }

  @Test
  void aWrongServiceIsRefused() {
    assertAnswers(
        auth.refusal(signed("sts"), KMS),
        "InvalidSignatureException",
        "SignatureDoesNotMatch",
        403,
        "Credential should be scoped to correct service: 'kms'. ");
  }

  @Test
  void everyFaultOfAScopeIsNamed() {
    AuthFailure failure =
        auth.refusal(
            withAuthorization("20130524/us-east-1/kms/aws4_request", "20130525/x/s3/aws5_request"),
            new SigningRules("kms", false, region -> "us-east-1"));

    assertThat(AuthErrors.render(failure, Style.QUERY).message())
        .isEqualTo(
            "Credential should be scoped to a valid region. Credential should be scoped to correct"
                + " service: 'kms'. Credential should be scoped with a valid terminator:"
                + " 'aws4_request', not 'aws5_request'. Date in Credential scope does not match"
                + " YYYYMMDD from ISO-8601 version of date from HTTP: '20130525' != '20130524',"
                + " from '20130524T000000Z'.");
  }

  @Test
  void missingComponentsAreNamed() {
    WireRequest request =
        with(
            with(signed("kms"), "X-Amz-Date", null),
            "Authorization",
            "AWS4-HMAC-SHA256 Credential=AKID");

    assertAnswers(
        auth.refusal(request, KMS),
        "IncompleteSignatureException",
        "IncompleteSignature",
        400,
        "Authorization header requires 'Signature' parameter. Authorization header requires"
            + " 'SignedHeaders' parameter. Authorization header requires existence of either a"
            + " 'X-Amz-Date' or a 'Date' header. Authorization=AWS4-HMAC-SHA256 Credential=AKID");
  }

  @Test
  void aComponentThatIsNoPairIsNamed() {
    AuthFailure failure = auth.refusal(withAuthorization("Credential=", "Credential= , "), KMS);

    assertThat(AuthErrors.render(failure, Style.JSON).code())
        .isEqualTo("IncompleteSignatureException");
    assertThat(failure.getMessage())
        .startsWith("'AKIAIOSFODNN7EXAMPLE/20130524/us-east-1/kms/aws4_request' not a valid")
        .contains("key=value pair (missing equal-sign) in Authorization header: 'AWS4-HMAC-SHA256");
  }

  @Test
  void aCredentialWithMoreOrFewerPartsIsRefused() {
    assertAnswers(
        auth.refusal(withAuthorization(KEY_ID, "se/cret"), KMS),
        "IncompleteSignatureException",
        "IncompleteSignature",
        400,
        "Credential must have exactly 5 slash-delimited elements, e.g."
            + " keyid/date/region/service/term, got"
            + " 'se/cret/20130524/us-east-1/kms/aws4_request'");
  }

  @Test
  void aDateThatCannotBeReadIsRefused() {
    assertAnswers(
        auth.refusal(with(signed("kms"), "X-Amz-Date", "yesterday"), KMS),
        "IncompleteSignatureException",
        "IncompleteSignature",
        400,
        "Date must be in ISO-8601 'basic format'. Got 'yesterday'. See"
            + " http://en.wikipedia.org/wiki/ISO_8601");
  }

  @Test
  void theHostHasToBeSigned() {
    assertAnswers(
        auth.refusal(withAuthorization("SignedHeaders=host;", "SignedHeaders="), KMS),
        "InvalidSignatureException",
        "SignatureDoesNotMatch",
        403,
        "'Host' or ':authority' must be a 'SignedHeader' in the AWS Authorization.");
  }

  @Test
  void theAsymmetricVersionIsRefused() {
    assertAnswers(
        auth.refusal(withAuthorization("AWS4-HMAC-SHA256", "AWS4-ECDSA-P256-SHA256"), KMS),
        "IncompleteSignatureException",
        "IncompleteSignature",
        400,
        "Unsupported AWS 'algorithm': 'AWS4-ECDSA-P256-SHA256'");
  }

  @Test
  void missingParametersOfAUrlAreNamed() {
    WireRequest request =
        AuthFixture.get("/", "X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Date=x", "Host", "localhost");

    assertAnswers(
        auth.refusal(request, STS),
        "IncompleteSignatureException",
        "IncompleteSignature",
        400,
        "AWS query-string parameters must include 'X-Amz-Credential'. AWS query-string parameters"
            + " must include 'X-Amz-Signature'. AWS query-string parameters must include"
            + " 'X-Amz-SignedHeaders'. Re-examine the query-string parameters.");
  }

  @Test
  void anExpiredUrlIsAnsweredWithItsOwnWindow() {
    WireRequest request =
        SdkSigner.of("sts").presigned(Duration.ofSeconds(90)).sign(unsigned(), new byte[0]);

    assertThat(auth.at(SIGNED_AT.plusSeconds(90)).refusal(request, STS)).isNull();
    assertThat(auth.at(SIGNED_AT.plusSeconds(91)).refusal(request, STS).getMessage())
        .isEqualTo(
            "Signature expired: 20130524T000000Z is now earlier than 20130524T000001Z"
                + " (20130524T000131Z - 90 sec.)");
  }
}
