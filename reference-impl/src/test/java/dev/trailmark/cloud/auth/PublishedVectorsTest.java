package dev.trailmark.cloud.auth;

import static dev.trailmark.cloud.auth.AuthFixture.EMPTY_HASH;
import static dev.trailmark.cloud.auth.AuthFixture.KEY_ID;
import static dev.trailmark.cloud.auth.AuthFixture.S3;
import static dev.trailmark.cloud.auth.AuthFixture.SIGNED_AT;
import static dev.trailmark.cloud.auth.AuthFixture.get;
import static dev.trailmark.cloud.auth.AuthFixture.request;
import static dev.trailmark.cloud.auth.AuthFixture.utf8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.entry;

import dev.trailmark.cloud.wire.WireRequest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/**
 * The examples that AWS prints in its documentation: if these verify, canonicalisation, key
 * derivation and chunk chaining agree with AWS and not only with ourselves.
 */
class PublishedVectorsTest {
  private static final String HOST = "examplebucket.s3.amazonaws.com";

  private final AuthFixture auth = new AuthFixture();

  private static String header(String signedHeaders, String signature) {
    return "AWS4-HMAC-SHA256 Credential="
        + KEY_ID
        + "/20130524/us-east-1/s3/aws4_request,SignedHeaders="
        + signedHeaders
        + ",Signature="
        + signature;
  }

  private static WireRequest s3Get(String path, String query, String signature) {
    return get(
        path,
        query,
        "Host",
        HOST,
        "x-amz-content-sha256",
        EMPTY_HASH,
        "x-amz-date",
        "20130524T000000Z",
        "Authorization",
        header("host;x-amz-content-sha256;x-amz-date", signature));
  }

  @Test
  void getObjectOfTheS3GuideVerifies() throws AuthFailure {
    WireRequest request =
        get(
            "/test.txt",
            "",
            "Host",
            HOST,
            "Authorization",
            header(
                "host;range;x-amz-content-sha256;x-amz-date",
                "f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41"),
            "Range",
            "bytes=0-9",
            "x-amz-content-sha256",
            EMPTY_HASH,
            "x-amz-date",
            "20130524T000000Z");

    Authentication proven = auth.authenticate(request, S3);

    assertThat(proven.accessKeyId()).isEqualTo(KEY_ID);
    assertThat(proven.principal().name()).isEqualTo("alice");
    assertThat(proven.scheme()).isEqualTo(Scheme.HEADER);
    assertThat(proven.version()).isEqualTo(SignatureVersion.V4);
    assertThat(proven.region()).isEqualTo("us-east-1");
    assertThat(proven.service()).isEqualTo("s3");
    assertThat(proven.signedAt()).isEqualTo(SIGNED_AT);
  }

  @Test
  void putObjectOfTheS3GuideVerifiesWithItsBody() throws Exception {
    WireRequest request =
        request(
            "PUT",
            "/test%24file.text",
            "",
            utf8("Welcome to Amazon S3."),
            "Host",
            HOST,
            "Date",
            "Fri, 24 May 2013 00:00:00 GMT",
            "x-amz-date",
            "20130524T000000Z",
            "x-amz-storage-class",
            "REDUCED_REDUNDANCY",
            "x-amz-content-sha256",
            "44ce7dd67c959e0d3524ffac1771dfbba87d2b6b4b4e99e42034a8b803f8b072",
            "Authorization",
            header(
                "date;host;x-amz-content-sha256;x-amz-date;x-amz-storage-class",
                "98ad721746da40c64f1a55b78f14c238d841ea1380cd77a1b5971af0ece108bd"));

    byte[] content = auth.authenticate(request, S3).payload().verify(request.body().bytes());

    assertThat(content).isEqualTo(utf8("Welcome to Amazon S3."));
  }

  @Test
  void getBucketLifecycleOfTheS3GuideVerifies() throws AuthFailure {
    auth.authenticate(
        s3Get("/", "lifecycle", "fea454ca298b7da1c68078a5d1bdbfbbe0d65c699e0f91ac7a200a0136783543"),
        S3);
  }

  @Test
  void listObjectsOfTheS3GuideVerifiesInEitherOrderOfItsParameters() throws AuthFailure {
    String signature = "34b48302e7b5fa45bde8084f4b7868a86f0a534bc59db6670ed5711ef69dc6f7";

    auth.authenticate(s3Get("/", "max-keys=2&prefix=J", signature), S3);
    auth.authenticate(s3Get("/", "prefix=J&max-keys=2", signature), S3);
  }

  @Test
  void presignedGetOfTheS3GuideVerifies() throws AuthFailure {
    String query =
        "X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential="
            + KEY_ID
            + "%2F20130524%2Fus-east-1%2Fs3%2Faws4_request&X-Amz-Date=20130524T000000Z"
            + "&X-Amz-Expires=86400&X-Amz-SignedHeaders=host&X-Amz-Signature="
            + "aeeed9bbccd4d02ee5c0109b86d86835f995330da4c265957d157751f604d404";

    Authentication proven =
        auth.at(SIGNED_AT.plusSeconds(86_400))
            .authenticate(get("/test.txt", query, "Host", HOST), S3);

    assertThat(proven.scheme()).isEqualTo(Scheme.QUERY);
    assertThat(proven.version()).isEqualTo(SignatureVersion.V4);
  }

  @Test
  void chunkedPutOfTheS3GuideVerifies() throws Exception {
    WireRequest request =
        chunkedPut(
            "STREAMING-AWS4-HMAC-SHA256-PAYLOAD",
            header(
                "content-encoding;content-length;host;x-amz-content-sha256;x-amz-date;"
                    + "x-amz-decoded-content-length;x-amz-storage-class",
                "4f232c4386841ef735655705268965c44a0e4690baa4adea153f7db9fa80a0a9"),
            chunks(
                "ad80c730a21e5b8d04586a2213dd63b9a0e99e0e2307b0ade35a65485a288648",
                "0055627c9e194cb4542bae2aa5492e3c1575bbb81b612b7d234b86a503ef5497",
                "b6c6ea8a5354eaf15b3cb7646744f4275b71ea724fed81ceb9323e279d449df9",
                "\r\n"),
            "Content-Length",
            "66824");

    PayloadCheck payload = auth.authenticate(request, S3).payload();

    assertThat(request.body().length()).isEqualTo(66_824);
    assertThat(payload.chunked()).isTrue();
    assertThat(payload.decodedLength()).isEqualTo(66_560);
    assertThat(payload.verify(request.body().bytes())).hasSize(66_560).containsOnly('a');
    assertThat(payload.trailers()).isEmpty();
  }

  @Test
  void chunkedPutWithTrailerOfTheS3GuideVerifies() throws Exception {
    WireRequest request =
        chunkedPut(
            "STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER",
            header(
                "content-encoding;host;x-amz-content-sha256;x-amz-date;"
                    + "x-amz-decoded-content-length;x-amz-storage-class;x-amz-trailer",
                "106e2a8a18243abcf37539882f36619c00e2dfc72633413f02d3b74544bfeb8e"),
            chunks(
                "b474d8862b1487a5145d686f57f013e54db672cee1c953b3010fb58501ef5aa2",
                "1c1344b170168f8e65b41376b44b20fe354e373826ccbbe2c1d40a8cae51e5c7",
                "2ca2aba2005185cf7159c6277faf83795951dd77a3a99e6e65d5c9f85863f992",
                "x-amz-checksum-crc32c:sOO8/Q==\r\nx-amz-trailer-signature:"
                    + "d81f82fc3505edab99d459891051a732e8730629a2e4a59689829ca17fe2e435"
                    + "\r\n\r\n"),
            "x-amz-trailer",
            "x-amz-checksum-crc32c");

    PayloadCheck payload = auth.authenticate(request, S3).payload();

    assertThat(payload.trailers()).isEmpty();
    assertThat(payload.verify(request.body().stream()).readAllBytes())
        .hasSize(66_560)
        .containsOnly('a');
    assertThat(payload.trailers()).containsExactly(entry("x-amz-checksum-crc32c", "sOO8/Q=="));
  }

  private static WireRequest chunkedPut(
      String payload, String authorization, byte[] body, String name, String value) {
    return request(
        "PUT",
        "/examplebucket/chunkObject.txt",
        "",
        body,
        "Host",
        "s3.amazonaws.com",
        "x-amz-date",
        "20130524T000000Z",
        "x-amz-storage-class",
        "REDUCED_REDUNDANCY",
        "Authorization",
        authorization,
        "x-amz-content-sha256",
        payload,
        "Content-Encoding",
        "aws-chunked",
        "x-amz-decoded-content-length",
        "66560",
        name,
        value);
  }

  private static byte[] chunks(String first, String second, String last, String end)
      throws IOException {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    body.write(utf8("10000;chunk-signature=" + first + "\r\n"));
    body.write(utf8("a".repeat(65_536) + "\r\n"));
    body.write(utf8("400;chunk-signature=" + second + "\r\n"));
    body.write(utf8("a".repeat(1024) + "\r\n"));
    body.write(utf8("0;chunk-signature=" + last + "\r\n" + end));
    return body.toByteArray();
  }

  @Test
  void theOlderTrailerSignatureOfTheS3GuideDoesNotVerify() throws Exception {
    byte[] body =
        chunks(
            "b474d8862b1487a5145d686f57f013e54db672cee1c953b3010fb58501ef5aa2",
            "1c1344b170168f8e65b41376b44b20fe354e373826ccbbe2c1d40a8cae51e5c7",
            "2ca2aba2005185cf7159c6277faf83795951dd77a3a99e6e65d5c9f85863f992",
            "x-amz-checksum-crc32c:sOO8/Q==\r\nx-amz-trailer-signature:"
                + "63bddb248ad2590c92712055f51b8e78ab024eead08276b24f010b0efd74843f\r\n\r\n");
    WireRequest request =
        chunkedPut(
            "STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER",
            header(
                "content-encoding;host;x-amz-content-sha256;x-amz-date;"
                    + "x-amz-decoded-content-length;x-amz-storage-class;x-amz-trailer",
                "106e2a8a18243abcf37539882f36619c00e2dfc72633413f02d3b74544bfeb8e"),
            body,
            "x-amz-trailer",
            "x-amz-checksum-crc32c");
    PayloadCheck payload = auth.authenticate(request, S3).payload();

    PayloadFailure failure = catchThrowableOfType(PayloadFailure.class, () -> payload.verify(body));

    assertThat(failure.kind()).isEqualTo(AuthFailure.Kind.SIGNATURE_MISMATCH);
    assertThat(payload.trailers()).isEmpty();
  }

  @Test
  void versionTwoOfTheS3GuideVerifiesInVirtualHostedAndPathStyle() throws AuthFailure {
    AuthFixture then = auth.at(Instant.parse("2007-03-27T19:36:42Z"));

    Authentication hosted =
        then.authenticate(
            v2Get("/photos/puppy.jpg", "qgk2+6Sv9/oM7G3qLEjTH1a1l1g="),
            new SigningRules("s3", true, AuthFixture.ANY_REGION, "awsexamplebucket1"));
    Authentication path =
        then.authenticate(v2Get("/johnsmith/photos/puppy.jpg", "bWq2s1WEIj+Ydj0vQ697zp+IXMU="), S3);

    assertThat(hosted.version()).isEqualTo(SignatureVersion.V2);
    assertThat(hosted.scheme()).isEqualTo(Scheme.HEADER);
    assertThat(path.region()).isEqualTo("us-east-1");
  }

  private static WireRequest v2Get(String path, String signature) {
    return get(
        path,
        "",
        "Host",
        "awsexamplebucket1.us-west-1.s3.amazonaws.com",
        "Date",
        "Tue, 27 Mar 2007 19:36:42 +0000",
        "Authorization",
        "AWS " + KEY_ID + ":" + signature);
  }

  @Test
  void versionTwoUrlOfTheS3GuideVerifies() throws AuthFailure {
    String query =
        "AWSAccessKeyId="
            + KEY_ID
            + "&Signature=NpgCjnDzrM%2BWFzoENXmpNDUsSn8%3D&Expires=1175139620";

    Authentication proven =
        auth.at(Instant.ofEpochSecond(1_175_139_620))
            .authenticate(
                get("/johnsmith/photos/puppy.jpg", query, "Host", "s3.amazonaws.com"), S3);

    assertThat(proven.version()).isEqualTo(SignatureVersion.V2);
    assertThat(proven.scheme()).isEqualTo(Scheme.QUERY);
    assertThat(proven.signedAt()).isNull();
  }
}
