package dev.trailmark.cloud.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import software.amazon.awssdk.services.s3.S3Client;

/** URLs that carry headers among their parameters, as presigners make them, and bare buckets. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SignedUrlsTest {
  private static final String BUCKET = "signed-urls";
  private static final String OBJECT = "/" + BUCKET + "/k";

  @AutoClose private final AccessCloud lab = new AccessCloud();
  private final S3Client s3 = lab.s3(AccessCloud.root(lab.account));
  private final UrlSigner signer = new UrlSigner(lab.cloud.endpoint(), lab.account);
  private final HttpClient http = HttpClient.newHttpClient();

  @BeforeAll
  void makeBucket() {
    s3.createBucket(r -> r.bucket(BUCKET));
  }

  private HttpResponse<String> put(URI url, String... headers) throws Exception {
    HttpRequest.Builder request = HttpRequest.newBuilder(url).PUT(BodyPublishers.ofString("body"));
    if (headers.length > 0) {
      request.headers(headers);
    }
    return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  private URI version4(Map<String, String> hoisted) {
    Map<String, String> parameters = signer.version4(Instant.now(), 60);
    parameters.putAll(hoisted);
    return signer.version4("PUT", OBJECT, parameters);
  }

  private URI version2(Map<String, String> hoisted) {
    return signer.version2("PUT", OBJECT, OBJECT, Instant.now().plusSeconds(60), hoisted);
  }

  @Test
  void headersMovedIntoAUrlOfVersion4Count() throws Exception {
    URI url =
        version4(Map.of("x-amz-meta-lab", "one two", "X-Amz-Server-Side-Encryption", "aws:kms"));

    assertThat(put(url).statusCode()).isEqualTo(200);

    var head = s3.headObject(r -> r.bucket(BUCKET).key("k"));
    assertThat(head.metadata()).containsExactly(Map.entry("lab", "one two"));
    assertThat(head.serverSideEncryptionAsString()).isEqualTo("aws:kms");
  }

  @Test
  void aChecksumMovedIntoAUrlIsChecked() throws Exception {
    assertThat(put(version4(Map.of("x-amz-checksum-crc32", "2/mTyw=="))).body())
        .contains("<Code>BadDigest</Code>");
  }

  @Test
  void anAclMovedIntoAUrlIsRefusedAsItsHeaderIs() throws Exception {
    assertThat(put(version4(Map.of("x-amz-acl", "public-read"))).body())
        .contains("<Code>AccessDenied</Code>", "BlockPublicAcls");
  }

  @Test
  void tagsMovedIntoAUrlArePassedOver() throws Exception {
    assertThat(put(version4(Map.of("x-amz-tagging", "a=b"))).statusCode()).isEqualTo(200);
  }

  @Test
  void headersMovedIntoAUrlOfVersion2Count() throws Exception {
    Map<String, String> hoisted = Map.of("x-amz-meta-foo", "bar", "content-type", "text/csv");

    assertThat(put(version2(hoisted)).statusCode()).isEqualTo(200);

    var head = s3.headObject(r -> r.bucket(BUCKET).key("k"));
    assertThat(head.metadata()).containsExactly(Map.entry("foo", "bar"));
    assertThat(head.contentType()).isEqualTo("text/csv");
  }

  @Test
  void headersThatAUrlOfVersion2DoesNotSignBreakIt() throws Exception {
    URI url = version2(Map.of("x-amz-meta-foo", "bar"));

    assertThat(put(url, "x-amz-meta-wrong", "wrong").body())
        .contains("<Code>SignatureDoesNotMatch</Code>");
  }

  @Test
  void parametersOfAnUnsignedRequestAreNoHeaders() throws Exception {
    s3.createBucket(r -> r.bucket("open-to-all"));
    s3.deletePublicAccessBlock(r -> r.bucket("open-to-all"));
    String all = AccessCloud.allow("\"*\"", "s3:PutObject", "arn:aws:s3:::open-to-all/*");
    s3.putBucketPolicy(r -> r.bucket("open-to-all").policy(AccessCloud.policy(all)));
    URI unsigned = lab.cloud.endpoint().resolve("/open-to-all/k?x-amz-meta-foo=bar");

    assertThat(put(unsigned).statusCode()).isEqualTo(200);

    s3.deleteBucketPolicy(r -> r.bucket("open-to-all"));
    assertThat(s3.headObject(r -> r.bucket("open-to-all").key("k")).metadata()).isEmpty();
  }

  @Test
  void aBareBucketMayBeSignedWithAClosingSlashAndNoOtherWay() throws Exception {
    assertThat(list("/" + BUCKET)).isEqualTo(200);
    assertThat(list("/" + BUCKET + "/")).isEqualTo(200);
    assertThat(list("/" + BUCKET + "//")).isEqualTo(403);
    assertThat(list("/" + BUCKET + "/k")).isEqualTo(403);
  }

  private int list(String signedPath) throws Exception {
    URI url =
        signer.version2("GET", "/" + BUCKET, signedPath, Instant.now().plusSeconds(60), Map.of());
    return http.send(HttpRequest.newBuilder(url).build(), HttpResponse.BodyHandlers.discarding())
        .statusCode();
  }
}
