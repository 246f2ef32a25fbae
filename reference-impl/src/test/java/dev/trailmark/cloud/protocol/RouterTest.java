package dev.trailmark.cloud.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.trailmark.cloud.operation.Endpoint;
import dev.trailmark.cloud.operation.ServiceException;
import dev.trailmark.cloud.wire.Headers;
import dev.trailmark.cloud.wire.RequestBody;
import dev.trailmark.cloud.wire.WireRequest;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RouterTest {
  private static final String FORM = "application/x-www-form-urlencoded; charset=utf-8";
  private final Router router = Model.router();

  @ParameterizedTest
  @CsvSource({
    "127.0.0.1:4566,",
    "localhost:4566,",
    "s3.localhost:4566,",
    "trailmark:4566,",
    "[::1]:4566,",
    "s3.amazonaws.com,",
    "s3.us-east-1.amazonaws.com,",
    "s3-us-west-2.amazonaws.com,",
    "s3.dualstack.eu-west-1.amazonaws.com,",
    "s3.us-gov-west-1.amazonaws.com,",
    "kms.us-east-1.amazonaws.com,",
    "b.s3.amazonaws.com,b",
    "B.S3.Amazonaws.com:443,b",
    "my.dotted.bucket.s3.us-east-1.amazonaws.com,my.dotted.bucket",
    "b.s3-eu-central-1.amazonaws.com,b",
    "b.s3.dualstack.eu-west-1.amazonaws.com,b",
    "s3.s3.amazonaws.com,s3",
    "b.localhost:4566,b",
    "b.s3.localhost:4566,b",
    "b.s3.us-east-1.localhost:4566,b",
    "a.b.localhost,a.b",
    "b.s3-accelerate.amazonaws.com,b",
    "B.S3-Accelerate.Amazonaws.com:443,b",
    "b.s3-accelerate.dualstack.amazonaws.com,b",
    "my.dotted.bucket.s3-accelerate.amazonaws.com,my.dotted.bucket",
    "b.s3-accelerate.localhost:4566,b",
    "b.s3-accelerate.dualstack.localhost:4566,b",
    "s3-accelerate.amazonaws.com,",
    "s3-accelerate.localhost:4566,",
    "b.s3-accelerate.us-west-2.amazonaws.com,",
    "s3-accelerate.s3.localhost,s3-accelerate",
  })
  void theHostMayNameTheBucket(String host, String bucket) {
    assertThat(S3Host.bucket(host)).isEqualTo(bucket);
  }

  @ParameterizedTest
  @CsvSource({
    "b.s3-accelerate.amazonaws.com,true,true",
    "b.s3-accelerate.dualstack.localhost:4566,true,true",
    "s3-accelerate.localhost:4566,true,false",
    "b.s3.localhost:4566,false,true",
    "b.s3-accelerate.us-west-2.amazonaws.com,false,false",
    "s3-accelerate.s3.localhost,false,true",
    "s3-accelerated.amazonaws.com,false,false",
  })
  void theHostMayBeTheAcceleratedEndpoint(String host, boolean accelerated, boolean namesBucket) {
    WireRequest request = request("GET", "/", "");
    request.headers().set("Host", host);

    assertThat(Router.endpoint(request)).isEqualTo(new Endpoint(null, accelerated, namesBucket));
  }

  @ParameterizedTest
  @CsvSource({
    "GET,/,'',ListBuckets,,",
    "GET,/b,'',ListObjects,b,",
    "GET,/b/,'',ListObjects,b,",
    "GET,/b,list-type=2&prefix=a,ListObjectsV2,b,",
    "PUT,/b,'',CreateBucket,b,",
    "HEAD,/b,'',HeadBucket,b,",
    "PUT,/b,acl,PutBucketAcl,b,",
    "GET,/b/a%20b/c+d//e,'',GetObject,b,a b/c+d//e",
    "GET,/b/k,versionId=1,GetObject,b,k",
    "GET,/b/k,acl=,GetObjectAcl,b,k",
    "GET,/b/k,torrent,GetObjectTorrent,b,k",
    "PUT,/b/k,uploadId=u&partNumber=1,UploadPart,b,k",
    "GET,/b/k,uploadId=u,ListParts,b,k",
    "GET,/b/k,partNumber=1,GetObject,b,k",
    "GET,/b,analytics,ListBucketAnalyticsConfigurations,b,",
    "GET,/b,analytics&id=1,GetBucketAnalyticsConfiguration,b,",
    "GET,/b,lifecycle,GetBucketLifecycleConfiguration,b,",
    "POST,/b,delete,DeleteObjects,b,",
    "OPTIONS,/b/k,'',OptionsObject,b,k",
    "DELETE,/b,policy,DeleteBucketPolicy,b,",
    "GET,//,'',ListBuckets,,",
    "GET,//k,'',GetObject,'',k",
    "PUT,//a/b,'',PutObject,'',a/b",
  })
  void s3IsRoutedByShape(
      String method, String path, String query, String operation, String bucket, String key) {
    Route route = router.route(request(method, path, query), null, null);

    assertThat(route.service()).isEqualTo("s3");
    assertThat(route.operation()).isEqualTo(operation);
    assertThat(route.bucket()).isEqualTo(bucket);
    assertThat(route.key()).isEqualTo(key);
  }

  @Test
  void aVirtualHostLeavesTheWholePathToTheKey() {
    WireRequest request = request("GET", "/b/k", "");
    request.headers().set("Host", "photos.s3.localhost:4566");

    Route route = router.route(request, "s3", null);

    assertThat(route.bucket()).isEqualTo("photos");
    assertThat(route.key()).isEqualTo("b/k");
  }

  @Test
  void aCopySourceMakesACopy() {
    WireRequest copy = request("PUT", "/b/k", "");
    copy.headers().add("x-amz-copy-source", "/b/other");
    WireRequest acl = request("PUT", "/b/k", "acl");
    acl.headers().add("x-amz-copy-source", "/b/other");

    assertThat(router.route(copy, "s3", null).operation()).isEqualTo("CopyObject");
    assertThat(router.route(acl, "s3", null).operation()).isEqualTo("PutObjectAcl");
  }

  @ParameterizedTest
  @CsvSource({
    "GET,/b/k,'',InvalidArgument",
    "HEAD,/b/k,'',InvalidArgument",
    "DELETE,/b/k,'',InvalidArgument",
    "GET,/b,location,InvalidArgument",
    "POST,/b/k,uploadId=u,InvalidArgument",
    "POST,/b/k,uploads,MethodNotAllowed",
    "POST,/b,delete,MethodNotAllowed"
  })
  void aCopySourceIsForCopiesOnly(String method, String path, String query, String code) {
    WireRequest request = request(method, path, query);
    request.headers().add("x-amz-copy-source", "/b/other");

    assertThatExceptionOfType(ServiceException.class)
        .isThrownBy(() -> router.route(request, "s3", null))
        .satisfies(error -> assertThat(error.code()).isEqualTo(code));
  }

  @ParameterizedTest
  @CsvSource({"DELETE,/b,acl", "DELETE,/b/k,acl", "POST,/b/k,''", "PATCH,/b,''", "PUT,/,''"})
  void aMethodThatASubresourceLacksIsNotAllowed(String method, String path, String query) {
    assertThatExceptionOfType(ServiceException.class)
        .isThrownBy(() -> router.route(request(method, path, query), null, null))
        .withMessage("The specified method is not allowed against this resource.")
        .satisfies(
            error -> {
              assertThat(error.status()).isEqualTo(405);
              assertThat(error.fields()).containsEntry("Method", method);
            });
  }

  /** The order of the methods too, as S3 was measured to name them. */
  @ParameterizedTest
  @CsvSource({
    "/b,location,GET",
    "/b,uploads,'POST, GET'",
    "/b,versioning,'GET, PUT'",
    "/b,policy,'DELETE, GET, PUT'",
    "/b,versions,GET",
    "/b/k,acl,'GET, PUT'",
    "/b/k,tagging,'DELETE, GET, PUT'",
    "/b/k,uploadId=x,'DELETE, POST, GET'",
    "/b/k,encryption,PUT",
    "/b/k,location,GET",
    "/b/k,versions,GET"
  })
  void aHeadOfASubresourceIsToldWhatItTakes(String path, String query, String allowed) {
    assertThatExceptionOfType(ServiceException.class)
        .isThrownBy(() -> router.route(request("HEAD", path, query), null, null))
        .satisfies(
            error -> {
              assertThat(error.status()).isEqualTo(405);
              assertThat(error.headers()).containsEntry("Allow", allowed);
            });
  }

  @ParameterizedTest
  @CsvSource({
    "/,SERVICE,GET",
    "/b,BUCKET,'HEAD, DELETE, POST, GET, PUT'",
    "/b/k,OBJECT,'HEAD, DELETE, GET, PUT'"
  })
  void aResourceTellsWhatItTakes(String path, String type, String allowed) {
    assertThatExceptionOfType(ServiceException.class)
        .isThrownBy(() -> router.route(request("PATCH", path, ""), null, null))
        .satisfies(
            error -> {
              assertThat(error.fields()).containsEntry("ResourceType", type);
              assertThat(error.headers()).containsEntry("Allow", allowed);
            });
  }

  @ParameterizedTest
  @CsvSource({
    "GET,location,GetBucketLocation",
    "GET,location=1,GetBucketLocation",
    "GET,policy,GetBucketPolicy",
    "PUT,versioning,PutBucketVersioning",
    "DELETE,website,DeleteBucketWebsite"
  })
  void someSubresourcesAreTheBucketsBehindAKeyToo(String method, String query, String operation) {
    Route route = router.route(request(method, "/b/k", query), "s3", null);

    assertThat(route.operation()).isEqualTo(operation);
    assertThat(route.bucket()).isEqualTo("b");
    assertThat(route.key()).isNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {"Location", "metrics", "policyStatus", "publicAccessBlock", "abac"})
  void othersArePassedOverBehindAKey(String query) {
    assertThat(router.route(request("GET", "/b/k", query), "s3", null).operation())
        .isEqualTo("GetObject");
  }

  @ParameterizedTest
  @CsvSource({
    "GET,uploads,Key is not expected for the GET method ?uploads subresource",
    "GET,versions,There is no such thing as the ?versions sub-resource for a key",
    "PUT,partNumber=1,This operation does not accept partNumber without uploadId"
  })
  void whatKeysDoNotHaveIsRefused(String method, String query, String message) {
    assertThatExceptionOfType(ServiceException.class)
        .isThrownBy(() -> router.route(request(method, "/b/k", query), "s3", null))
        .withMessage(message)
        .satisfies(error -> assertThat(error.status()).isEqualTo(400));
  }

  @Test
  void twoSubresourcesConflict() {
    assertThatExceptionOfType(ServiceException.class)
        .isThrownBy(() -> router.route(request("GET", "/b", "acl&policy"), null, null))
        .withMessage("Conflicting query string parameters: acl, policy");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/b/%", "/b/%zz", "/b/%ff%fe", "/%c3"})
  void aPathThatCannotBeDecodedIsAnInvalidUri(String path) {
    assertThatExceptionOfType(ServiceException.class)
        .isThrownBy(() -> router.route(request("GET", path, ""), null, null))
        .satisfies(error -> assertThat(error.code()).isEqualTo("InvalidURI"));
  }

  @Test
  void aBrowsersUploadNeedsAForm() {
    WireRequest upload = request("POST", "/b", "");
    upload.headers().add("Content-Type", "multipart/form-data; boundary=x");

    assertThat(router.route(upload, null, null).operation()).isEqualTo("PostObject");
    assertThatExceptionOfType(ServiceException.class)
        .isThrownBy(() -> router.route(request("POST", "/b", ""), null, null))
        .satisfies(error -> assertThat(error.status()).isEqualTo(412));
  }

  @Test
  void theTargetNamesServiceAndOperation() {
    WireRequest request = request("POST", "/", "");
    request.headers().add("X-Amz-Target", "TrentService.CreateKey");

    assertThat(router.service(request, null, null)).isEqualTo("kms");
    Route route = router.route(request, "kms", null);
    assertThat(route.service()).isEqualTo("kms");
    assertThat(route.operation()).isEqualTo("CreateKey");
  }

  @ParameterizedTest
  @ValueSource(strings = {"TrentService.NoSuchThing", "TrentService", "Other.CreateKey", ""})
  void anUnknownTargetIsAnUnknownOperation(String target) {
    WireRequest request = request("POST", "/", "");
    request.headers().add("X-Amz-Target", target);

    assertThatExceptionOfType(ServiceException.class)
        .isThrownBy(() -> router.route(request, "kms", null))
        .satisfies(error -> assertThat(error.code()).isEqualTo("UnknownOperationException"));
  }

  @Test
  void theActionIsFoundInTheFormAndInTheQuery() {
    byte[] form = bytes("Action=GetUser&Version=2010-05-08");
    WireRequest post = request("POST", "/", "", form);
    post.headers().add("Content-Type", FORM);
    WireRequest get = request("GET", "/", "Action=GetCallerIdentity&Version=2011-06-15");

    assertThat(router.route(post, null, form).service()).isEqualTo("iam");
    assertThat(router.route(post, null, form).operation()).isEqualTo("GetUser");
    assertThat(router.route(get, null, null).service()).isEqualTo("sts");
    assertThat(router.route(get, null, null).parameters()).containsEntry("Version", "2011-06-15");
  }

  @Test
  void theCredentialScopeDecidesBetweenServices() {
    WireRequest request = request("GET", "/", "Action=GetUser&Version=2010-05-08");

    assertThat(router.service(request, "s3", null)).isEqualTo("s3");
    assertThat(router.service(request, "elsewhere", null)).isEqualTo("iam");
    assertThat(router.service(request("GET", "/", ""), "elsewhere", null)).isEqualTo("s3");
  }

  @Test
  void aFormThatCannotBeDecodedIsMalformed() {
    assertThatExceptionOfType(ServiceException.class)
        .isThrownBy(
            () -> router.route(request("GET", "/", "Action=GetUser&UserName=%zz"), "iam", null))
        .satisfies(error -> assertThat(error.code()).isEqualTo("MalformedQueryString"));
  }

  @Test
  void anUnknownActionNamesTheVersion() {
    assertThatExceptionOfType(ServiceException.class)
        .isThrownBy(
            () -> router.route(request("GET", "/", "Action=Dance&Version=2011-06-15"), "sts", null))
        .withMessage("Could not find operation Dance for version 2011-06-15")
        .satisfies(error -> assertThat(error.code()).isEqualTo("InvalidAction"));
    assertThatExceptionOfType(ServiceException.class)
        .isThrownBy(() -> router.route(request("GET", "/", ""), "sts", null))
        .satisfies(error -> assertThat(error.code()).isEqualTo("MissingAction"));
  }

  @Test
  void actionsAreSpeltAsTheApiSpellsThem() {
    WireRequest saml = request("GET", "/", "Action=CreateSAMLProvider&Version=2010-05-08");
    assertThat(router.route(saml, "iam", null).operation()).isEqualTo("CreateSAMLProvider");
    for (String misspelt : List.of("listusers", "LISTUSERS", "CreateSamlProvider")) {
      assertThatExceptionOfType(ServiceException.class)
          .isThrownBy(
              () ->
                  router.route(
                      request("GET", "/", "Action=" + misspelt + "&Version=2010-05-08"),
                      "iam",
                      null))
          .satisfies(error -> assertThat(error.code()).isEqualTo("InvalidAction"));
    }
  }

  private static WireRequest request(String method, String path, String query) {
    return request(method, path, query, new byte[0]);
  }

  private static WireRequest request(String method, String path, String query, byte[] body) {
    Headers headers = new Headers().add("Host", "127.0.0.1:4566");
    return new WireRequest(method, path, query, headers, RequestBody.of(body), "127.0.0.1", null);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
