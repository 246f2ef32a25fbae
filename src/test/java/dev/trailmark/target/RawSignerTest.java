package dev.trailmark.target;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

class RawSignerTest {

  private static final Clock MAY_2013 =
      Clock.fixed(Instant.parse("2013-05-24T00:00:00Z"), ZoneOffset.UTC);
  private static final AwsBasicCredentials EXAMPLE =
      AwsBasicCredentials.create(
          "AKIAIOSFODNN7EXAMPLE", "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY");
  private static final URI OBJECT = URI.create("https://examplebucket.s3.amazonaws.com/test.txt");

  private static final RawSigner SIGNER =
      new RawSigner(StaticCredentialsProvider.create(EXAMPLE), "us-east-1");

  /** The example of the S3 API reference, "Authenticating requests: using query parameters". */
  @Test
  void aPresignedUrlIsTheOneOfTheDocumentation() {
    URI url = SIGNER.presign("GET", OBJECT, Duration.ofDays(1), MAY_2013);

    assertThat(url.getRawQuery())
        .endsWith(
            "X-Amz-Signature=aeeed9bbccd4d02ee5c0109b86d86835f995330da4c265957d157751f604d404");
  }

  @Test
  void aSessionsTokenIsPartOfAPresignedUrl() {
    RawSigner session =
        new RawSigner(
            StaticCredentialsProvider.create(AwsSessionCredentials.create("ASIA", "s", "to/ken")),
            "us-east-1");

    assertThat(session.presign("GET", OBJECT, Duration.ofMinutes(1), MAY_2013).getRawQuery())
        .contains("X-Amz-Security-Token=to%2Fken&");
  }

  @Test
  void aHeaderSignatureNamesItsTimeAndLeavesTheHostToTheClient() {
    Map<String, String> headers = SIGNER.sign("s3", "GET", OBJECT, Map.of(), new byte[0], MAY_2013);

    assertThat(headers).containsEntry("X-Amz-Date", "20130524T000000Z").doesNotContainKey("Host");
    assertThat(headers.get("Authorization"))
        .startsWith("AWS4-HMAC-SHA256 Credential=AKIAIOSFODNN7EXAMPLE/20130524/us-east-1/s3/");
  }

  @Test
  void versionTwoSignsTheDateAndThePath() {
    Map<String, String> headers = SIGNER.signVersion2("GET", OBJECT, Map.of(), MAY_2013);
    Map<String, String> other =
        SIGNER.signVersion2("GET", URI.create(OBJECT.toString() + "2"), Map.of(), MAY_2013);

    assertThat(headers).containsEntry("Date", "Fri, 24 May 2013 00:00:00 GMT");
    assertThat(headers.get("Authorization"))
        .startsWith("AWS AKIAIOSFODNN7EXAMPLE:")
        .isNotEqualTo(other.get("Authorization"));
  }
}
