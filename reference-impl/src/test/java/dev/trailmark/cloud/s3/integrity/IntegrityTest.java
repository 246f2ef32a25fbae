package dev.trailmark.cloud.s3.integrity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trailmark.cloud.s3.S3Fixture;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.function.Consumer;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/** What a body is held against: Content-MD5 and its length, in the bytes of the answer. */
class IntegrityTest {
  private static final String B = "integrity";
  private static final HttpClient HTTP = HttpClient.newHttpClient();
  @AutoClose private static final S3Fixture cloud = new S3Fixture();
  private static S3Presigner presigner;

  @BeforeAll
  static void start() throws Exception {
    cloud.s3.createBucket(r -> r.bucket(B));
    presigner = cloud.presigner(cloud.root(S3Fixture.ACCOUNT));
  }

  private static URI put(Consumer<PutObjectRequest.Builder> more) throws Exception {
    return presigner
        .presignPutObject(
            p ->
                p.signatureDuration(Duration.ofMinutes(5))
                    .putObjectRequest(
                        r -> {
                          r.bucket(B).key("k");
                          more.accept(r);
                        }))
        .url()
        .toURI();
  }

  private static String part() throws Exception {
    String id = cloud.s3.createMultipartUpload(r -> r.bucket(B).key("parts")).uploadId();
    return presigner
        .presignUploadPart(
            p ->
                p.signatureDuration(Duration.ofMinutes(5))
                    .uploadPartRequest(r -> r.bucket(B).key("parts").uploadId(id).partNumber(1)))
        .url()
        .toString();
  }

  private static String send(URI url, String md5) throws Exception {
    HttpRequest.Builder request = HttpRequest.newBuilder(url).PUT(BodyPublishers.ofString("Hello"));
    if (md5 != null) {
      request.header("Content-MD5", md5);
    }
    return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString()).body();
  }

  @Test
  void aPartsRefusalRepeatsTheDigestAsSentAndAnObjectsInHexadecimalDigits() throws Exception {
    String other = "CYketZBSTjX8czcs3cXVlg==";
    assertThat(send(put(r -> {}), other))
        .contains(
            "<Code>BadDigest</Code><Message>The Content-MD5 you specified did not match what we"
                + " received.</Message><ExpectedDigest>09891eb590524e35fc73372cddc5d596"
                + "</ExpectedDigest><CalculatedDigest>ixqZU8RhEpaoJ6v4xHgE1w==</CalculatedDigest>");
    assertThat(send(URI.create(part()), other))
        .contains("<ExpectedDigest>" + other + "</ExpectedDigest>");
  }

  @ParameterizedTest
  @CsvSource({"__invalid__", "AAAA"})
  void whatIsNoDigestIsRepeated(String md5) throws Exception {
    for (URI url : new URI[] {put(r -> {}), URI.create(part())}) {
      assertThat(send(url, md5))
          .contains(
              "<Code>InvalidDigest</Code><Message>The Content-MD5 you specified was invalid."
                  + "</Message><Content-MD5>"
                  + md5
                  + "</Content-MD5>");
    }
  }

  @Test
  void aBodyThatDoesNotSayHowLongItIsIsNotTaken() throws Exception {
    HttpRequest chunked =
        HttpRequest.newBuilder(put(r -> {}))
            .PUT(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(new byte[] {1, 2, 3})))
            .build();
    HttpResponse<String> answer = HTTP.send(chunked, HttpResponse.BodyHandlers.ofString());
    assertThat(answer.statusCode()).isEqualTo(501);
    assertThat(answer.body())
        .contains(
            "<Code>NotImplemented</Code><Message>A header you provided implies functionality that"
                + " is not implemented</Message><Header>Transfer-Encoding</Header>");
  }
}
