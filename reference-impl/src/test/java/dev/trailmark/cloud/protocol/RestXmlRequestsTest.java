package dev.trailmark.cloud.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.trailmark.cloud.operation.ServiceException;
import dev.trailmark.cloud.wire.Headers;
import dev.trailmark.cloud.wire.RequestBody;
import dev.trailmark.cloud.wire.WireRequest;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.s3.model.*;

/** How requests of S3 are read. */
class RestXmlRequestsTest {
  private static final String NS = " xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\"";
  private final Codec codec = Model.S3.codec();

  @Test
  void anAclDocumentIsReadWithItsAttributes() {
    PutBucketAclRequest input =
        (PutBucketAclRequest)
            decode(
                "PutBucketAcl",
                PutBucketAclRequest.class,
                "<AccessControlPolicy"
                    + NS
                    + "><Owner><ID>o</ID></Owner><AccessControlList>"
                    + "<Grant><Grantee xmlns:xsi='http://www.w3.org/2001/XMLSchema-instance'"
                    + " xsi:type='Group'><URI>u</URI></Grantee><Permission>READ</Permission>"
                    + "</Grant></AccessControlList></AccessControlPolicy>");

    assertThat(input.bucket()).isEqualTo("b");
    assertThat(input.accessControlPolicy().owner().id()).isEqualTo("o");
    Grant grant = input.accessControlPolicy().grants().get(0);
    assertThat(grant.grantee().typeAsString()).isEqualTo("Group");
    assertThat(grant.permissionAsString()).isEqualTo("READ");
  }

  @Test
  void repeatedElementsMakeAList() {
    DeleteObjectsRequest input =
        (DeleteObjectsRequest)
            decode(
                "DeleteObjects",
                DeleteObjectsRequest.class,
                "<Delete><Object><Key>a &#x26; b</Key></Object><Quiet>true</Quiet>"
                    + "<Object><Key>c</Key></Object></Delete>");

    assertThat(input.delete().quiet()).isTrue();
    assertThat(input.delete().objects().stream().map(ObjectIdentifier::key))
        .containsExactly("a & b", "c");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "not xml",
        "<Delete>",
        "<Delete><Object><Key>a</Key></Object></Delete><Delete/>",
        "<Other/>",
        "<Delete><Unknown/></Delete>",
        "<Delete>text</Delete>",
        "<Delete><Quiet>perhaps</Quiet></Delete>",
        "<Delete><Quiet><Deep/></Quiet></Delete>",
        "<Delete><Object><Size>many</Size></Object></Delete>",
        "<!DOCTYPE Delete [<!ENTITY e SYSTEM 'file:///etc/hostname'>]>"
            + "<Delete><Object><Key>&e;</Key></Object></Delete>",
        "<!DOCTYPE Delete><Delete/>",
        "<Delete><Object><Key>&unknown;</Key></Object></Delete>",
      })
  void whatTheSchemaDoesNotHaveIsMalformed(String document) {
    assertThatExceptionOfType(ServiceException.class)
        .isThrownBy(() -> decode("DeleteObjects", DeleteObjectsRequest.class, document))
        .satisfies(
            error -> {
              assertThat(error.code()).isEqualTo("MalformedXML");
              assertThat(error.status()).isEqualTo(400);
            });
  }

  @Test
  void aHugeDocumentIsRefused() {
    String document = "<Delete>" + " ".repeat(RestXml.MAX_DOCUMENT) + "</Delete>";

    assertThatExceptionOfType(ServiceException.class)
        .isThrownBy(() -> decode("DeleteObjects", DeleteObjectsRequest.class, document))
        .satisfies(error -> assertThat(error.code()).isEqualTo("MaxMessageLengthExceeded"));
  }

  @Test
  void headersMetadataAndQueryAreRead() {
    WireRequest request =
        request("GET", "/b/k", "x-id=GetObject&partNumber=2&response-content-type=a%2Fb", "")
            .apply("x-amz-meta-one", "1")
            .apply("If-Modified-Since", "Wed, 07 Jan 2026 13:00:00 GMT")
            .apply("If-Unmodified-Since", "yesterday")
            .wire();

    GetObjectRequest input =
        (GetObjectRequest) decode("GetObject", GetObjectRequest.class, request);

    assertThat(input.bucket()).isEqualTo("b");
    assertThat(input.key()).isEqualTo("k");
    assertThat(input.partNumber()).isEqualTo(2);
    assertThat(input.responseContentType()).isEqualTo("a/b");
    assertThat(input.ifModifiedSince()).isEqualTo("2026-01-07T13:00:00Z");
    assertThat(input.ifUnmodifiedSince()).isNull();
    assertThat(Shapes.sent(input, name -> true))
        .containsExactlyInAnyOrder(
            "Bucket", "Key", "PartNumber", "ResponseContentType", "IfModifiedSince");
  }

  @Test
  void aNumberThatIsNoneIsAnInvalidArgument() {
    WireRequest request = request("GET", "/b", "list-type=2&max-keys=many", "").wire();

    assertThatExceptionOfType(ServiceException.class)
        .isThrownBy(() -> decode("ListObjectsV2", ListObjectsV2Request.class, request))
        .withMessage("Provided max-keys not an integer or within integer range")
        .satisfies(
            error -> {
              assertThat(error.code()).isEqualTo("InvalidArgument");
              assertThat(error.fields())
                  .isEqualTo(Map.of("ArgumentName", "max-keys", "ArgumentValue", "many"));
            });
  }

  @Test
  void attributeListsAreSplitAtCommas() {
    WireRequest request =
        request("GET", "/b/k", "attributes", "")
            .apply("x-amz-object-attributes", "ETag, ObjectSize")
            .wire();

    GetObjectAttributesRequest input =
        (GetObjectAttributesRequest)
            decode("GetObjectAttributes", GetObjectAttributesRequest.class, request);

    assertThat(input.objectAttributesAsStrings()).isEqualTo(List.of("ETag", "ObjectSize"));
  }

  @Test
  void bytesThatAreNoTextAreMalformedAndNotToldOnTheConsole() {
    RequestUnderWay request = request("PUT", "/b", "", "<Delete>\u00fc");
    byte[] bytes = "<Delete>\u00fc".getBytes(StandardCharsets.ISO_8859_1);
    Route route = new Route("s3", "DeleteObjects", "b", null, Map.of());
    PrintStream console = System.err;
    ByteArrayOutputStream told = new ByteArrayOutputStream();
    System.setErr(new PrintStream(told, true, StandardCharsets.UTF_8));
    try {
      assertThatExceptionOfType(ServiceException.class)
          .isThrownBy(
              () ->
                  codec.decode(
                      Model.row("DeleteObjects", DeleteObjectsRequest.class),
                      request.wire(),
                      bytes,
                      route))
          .satisfies(error -> assertThat(error.code()).isEqualTo("MalformedXML"));
    } finally {
      System.setErr(console);
    }
    assertThat(told.toString(StandardCharsets.UTF_8)).doesNotContain("[Fatal Error]");
  }

  private SdkPojo decode(String operation, Class<?> type, String document) {
    return decode(operation, type, request("PUT", "/b", "", document).wire());
  }

  private SdkPojo decode(String operation, Class<?> type, WireRequest request) {
    Map<String, String> parameters = FormText.parameters(request.rawQuery());
    String key = request.rawPath().equals("/b/k") ? "k" : null;
    Route route = new Route("s3", operation, "b", key, parameters);
    return codec.decode(Model.row(operation, type), request, request.body().bytes(), route);
  }

  private static RequestUnderWay request(String method, String path, String query, String body) {
    return new RequestUnderWay(
        new WireRequest(
            method,
            path,
            query,
            new Headers(),
            RequestBody.of(body.getBytes(StandardCharsets.UTF_8)),
            "127.0.0.1",
            null));
  }

  private record RequestUnderWay(WireRequest wire) {
    RequestUnderWay apply(String header, String value) {
      wire.headers().add(header, value);
      return this;
    }
  }
}
