package dev.trailmark.cloud.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.trailmark.cloud.s3.form.UploadForm;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import software.amazon.awssdk.auth.credentials.AwsCredentials;

/**
 * Every refusal of a signature that was recorded on AWS ({@code auth/recorded-errors.json}): code,
 * status, message and fields, over HTTP.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RecordedAuthErrorsTest {
  private static final String OBJECT = "/recorded/k";

  @AutoClose private final AccessCloud lab = new AccessCloud();
  private final UrlSigner signer = new UrlSigner(lab.cloud.endpoint(), lab.account);
  private final HttpClient http = HttpClient.newHttpClient();

  @BeforeAll
  void makeBucket() {
    lab.s3(AccessCloud.root(lab.account)).createBucket(r -> r.bucket("recorded"));
  }

  static Stream<Arguments> rows() throws Exception {
    try (InputStream in =
        RecordedAuthErrorsTest.class.getResourceAsStream("/auth/recorded-errors.json")) {
      JsonNode errors = new ObjectMapper().readTree(in).get("errors");
      return Stream.of(new ObjectMapper().treeToValue(errors, JsonNode[].class))
          .map(row -> Arguments.of(row.get("test").asText(), row));
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("rows")
  void isAnsweredAsAwsDid(String name, JsonNode row) throws Exception {
    HttpResponse<String> answer = http.send(request(name), HttpResponse.BodyHandlers.ofString());

    Map<String, String> fields = fields(answer.body());
    assertThat(answer.statusCode()).isEqualTo(row.get("status").asInt());
    assertThat(fields.remove("Code")).isEqualTo(row.get("code").asText());
    assertThat(fields.remove("Message")).isEqualTo(row.get("message").asText());
    assertThat(fields).containsKeys("RequestId", "HostId");
    fields.keySet().removeAll(Set.of("RequestId", "HostId"));
    assertSame(row.path("fields"), fields);
  }

  private static void assertSame(JsonNode recorded, Map<String, String> fields) {
    Map<String, String> expected = new LinkedHashMap<>();
    recorded.properties().forEach(field -> expected.put(field.getKey(), field.getValue().asText()));
    assertThat(fields.keySet()).containsExactlyInAnyOrderElementsOf(expected.keySet());
    expected.forEach(
        (field, value) -> {
          if (value.equals("*")) {
            assertThat(fields.get(field)).as(field).isNotEmpty();
          } else {
            assertThat(fields.get(field)).as(field).isEqualTo(value);
          }
        });
  }

  private HttpRequest request(String name) {
    Instant now = Instant.now();
    Map<String, String> version4 = signer.version4(now, 60);
    Map<String, String> none = Map.of();
    return switch (name) {
      case "test_s3_put_presigned_url_missing_sig_param[s3] missing-param-exception" ->
          put(
              without(
                  signer.version2("PUT", OBJECT, OBJECT, now.plusSeconds(60), none), "Signature"));
      case "test_s3_presigned_url_expired[s3] expired-exception" ->
          get(signer.version2("GET", OBJECT, OBJECT, now.minusSeconds(9), none));
      case "test_s3_presigned_url_expired[s3v4] expired-exception" ->
          get(signer.version4("GET", OBJECT, signer.version4(now.minusSeconds(9), 2)));
      case "test_put_object_with_md5_and_chunk_signature_bad_headers[s3v4-True]"
              + " with-decoded-content-length" ->
          streaming(signer.version4("PUT", OBJECT, version4));
      case "test_put_object_with_md5_and_chunk_signature_bad_headers[s3-True]"
              + " with-decoded-content-length" ->
          streaming(signer.version2("PUT", OBJECT, OBJECT, now.plusSeconds(60), none));
      case "test_create_bucket_aws_global xml-error-create-bucket" ->
          inRegion("aws-global", version4);
      case "test_presigned_double_encoded_credentials error-malformed" -> {
        version4.computeIfPresent("X-Amz-Credential", (key, value) -> value.replace("/", "%2F"));
        yield get(signer.version4("GET", OBJECT, version4));
      }
      case "test_s3_put_presigned_url_missing_sig_param[s3v4] missing-param-exception" ->
          put(without(signer.version4("PUT", OBJECT, version4), "X-Amz-Signature"));
      case "test_get_response_overrides_unicode_metadata_with_sig_s3 unicode-error" -> {
        version4.put("response-cache-control", "non-ascii-%E2%80%94_\u2014_\u00e9_");
        yield get(signer.version4("GET", OBJECT, version4));
      }
      case "test_presigned_url_signature_authentication[s3v4-False] invalid-get-1" ->
          get(URI.create(signer.version4("GET", OBJECT, version4) + "&response-expires=1"));
      case "test_post_request_expires exception" ->
          form().expiring(now.minusSeconds(1)).version4(root()).request();
      case "test_post_request_missing_fields[s3] exception-missing-fields" ->
          form().version2(root()).without("AWSAccessKeyId").request();
      case "test_post_request_missing_signature[s3] exception-missing-signature" ->
          form().version2(root()).without("signature").request();
      case "test_post_request_missing_fields[s3v4] exception-missing-fields" ->
          form().version4(root()).without("x-amz-algorithm").request();
      case "test_post_request_missing_signature[s3v4] exception-missing-signature" ->
          form().version4(root()).without("x-amz-signature").request();
      case "test_post_request_missing_fields[s3] exception-no-sig-related-fields" ->
          form().version2(root()).without("AWSAccessKeyId").without("signature").request();
      default -> throw new IllegalArgumentException("no request for the row " + name);
    };
  }

  private static HttpRequest get(URI url) {
    return HttpRequest.newBuilder(url).build();
  }

  private static HttpRequest put(URI url) {
    return HttpRequest.newBuilder(url).PUT(BodyPublishers.ofString("x")).build();
  }

  /** As the recorded client did: headers of an upload in chunks beside a URL that signs none. */
  private static HttpRequest streaming(URI url) {
    return HttpRequest.newBuilder(url)
        .PUT(BodyPublishers.ofString("x"))
        .header("x-amz-content-sha256", "STREAMING-AWS4-HMAC-SHA256-PAYLOAD")
        .header("x-amz-date", "20260101T000000Z")
        .header("x-amz-decoded-content-length", "1")
        .build();
  }

  /** A bucket's creation signed for a region; the region is looked at before the signature. */
  private HttpRequest inRegion(String region, Map<String, String> version4) {
    String credential = version4.get("X-Amz-Credential").replace("us-east-1", region);
    return HttpRequest.newBuilder(lab.cloud.endpoint().resolve("/new-bucket"))
        .PUT(BodyPublishers.noBody())
        .header("x-amz-content-sha256", "UNSIGNED-PAYLOAD")
        .header("x-amz-date", version4.get("X-Amz-Date"))
        .header(
            "Authorization",
            "AWS4-HMAC-SHA256 Credential="
                + credential
                + ", SignedHeaders=host;x-amz-content-sha256;x-amz-date, Signature=00")
        .build();
  }

  private UploadForm form() {
    return new UploadForm(lab.cloud.endpoint(), "recorded").with("key", "k");
  }

  private AwsCredentials root() {
    return AccessCloud.root(lab.account);
  }

  private static Map<String, String> fields(String xml) throws Exception {
    Element error =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(new ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8)))
            .getDocumentElement();
    Map<String, String> fields = new LinkedHashMap<>();
    for (Node field = error.getFirstChild(); field != null; field = field.getNextSibling()) {
      fields.put(field.getNodeName(), field.getTextContent());
    }
    return fields;
  }

  private static URI without(URI url, String parameter) {
    return URI.create(url.toString().replaceAll("&" + parameter + "=[^&]*", ""));
  }
}
