package dev.trailmark.cloud.s3.website;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trailmark.cloud.s3.RawS3;
import dev.trailmark.cloud.s3.S3Fixture;
import java.io.IOException;
import java.util.Locale;
import java.util.function.Consumer;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.WebsiteConfiguration;

/** Buckets as websites: what may be configured, and what visitors are shown. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WebsiteTest {
  private static int made;

  @AutoClose private final S3Fixture cloud = new S3Fixture();
  private String b;

  @BeforeEach
  void aBucket() {
    b = "www.site-" + made++;
    cloud.openBucket(b);
    cloud.s3.putBucketPolicy(
        r ->
            r.bucket(b)
                .policy(
                    "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":\"*\","
                        + "\"Action\":\"s3:GetObject\",\"Resource\":\"arn:aws:s3:::"
                        + b
                        + "/*\"}]}"));
  }

  private void site(Consumer<WebsiteConfiguration.Builder> configuration) {
    cloud.s3.putBucketWebsite(r -> r.bucket(b).websiteConfiguration(configuration));
  }

  private static void index(WebsiteConfiguration.Builder site) {
    site.indexDocument(i -> i.suffix("index.html"));
  }

  private void object(String key, String text) {
    cloud.s3.putObject(
        r -> r.bucket(b).key(key).contentType("text/html"), RequestBody.fromString(text));
  }

  private RawS3.Answer visit(String path) throws IOException {
    return visitor().get(path);
  }

  private RawS3 visitor() {
    return new RawS3(cloud.endpoint()).to(b + ".s3-website-us-east-1.amazonaws.com");
  }

  private void listable() {
    cloud.s3.putBucketAcl(r -> r.bucket(b).acl("public-read"));
  }

  @Test
  void theConfigurationIsReadAsItWasPut() throws IOException {
    site(
        s ->
            s.indexDocument(i -> i.suffix("index.html"))
                .errorDocument(e -> e.key("oops.html"))
                .routingRules(
                    rule ->
                        rule.condition(c -> c.keyPrefixEquals("old/"))
                            .redirect(d -> d.replaceKeyPrefixWith("new/"))));

    assertThat(
            new RawS3(cloud.endpoint())
                .by(cloud.root(S3Fixture.ACCOUNT))
                .get("/" + b + "?website")
                .body())
        .isEqualTo(
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                + "<WebsiteConfiguration xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\">"
                + "<IndexDocument><Suffix>index.html</Suffix></IndexDocument>"
                + "<ErrorDocument><Key>oops.html</Key></ErrorDocument><RoutingRules><RoutingRule>"
                + "<Condition><KeyPrefixEquals>old/</KeyPrefixEquals></Condition><Redirect>"
                + "<ReplaceKeyPrefixWith>new/</ReplaceKeyPrefixWith></Redirect></RoutingRule>"
                + "</RoutingRules></WebsiteConfiguration>");

    cloud.s3.deleteBucketWebsite(r -> r.bucket(b));
    cloud.s3.deleteBucketWebsite(r -> r.bucket(b));
    S3Exception none = S3Fixture.refusal(() -> cloud.s3.getBucketWebsite(r -> r.bucket(b)));
    assertThat(none.statusCode()).isEqualTo(404);
    assertThat(none.awsErrorDetails().errorCode()).isEqualTo("NoSuchWebsiteConfiguration");
    assertThat(none.awsErrorDetails().errorMessage())
        .isEqualTo("The specified bucket does not have a website configuration");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          <IndexDocument><Suffix>/index.html</Suffix></IndexDocument> | InvalidArgument | The IndexDocument Suffix is not well formed
          <IndexDocument><Suffix></Suffix></IndexDocument> | InvalidArgument | The IndexDocument Suffix is not well formed
          <RedirectAllRequestsTo><HostName>a</HostName></RedirectAllRequestsTo><IndexDocument><Suffix>i</Suffix></IndexDocument> | InvalidArgument | RedirectAllRequestsTo cannot be provided in conjunction with other Routing Rules.
          <ErrorDocument><Key>e</Key></ErrorDocument> | InvalidArgument | A value for IndexDocument Suffix must be provided if RedirectAllRequestsTo is empty
          <RedirectAllRequestsTo><HostName>a</HostName><Protocol>ftp</Protocol></RedirectAllRequestsTo> | InvalidRequest | Invalid protocol, protocol can be http or https. If not defined the protocol will be selected automatically.
          <RoutingRules><RoutingRule><Redirect><ReplaceKeyWith>a</ReplaceKeyWith><ReplaceKeyPrefixWith>b</ReplaceKeyPrefixWith></Redirect></RoutingRule></RoutingRules><IndexDocument><Suffix>i</Suffix></IndexDocument> | InvalidRequest | You can only define ReplaceKeyPrefix or ReplaceKey but not both.
          <RoutingRules><RoutingRule><Condition></Condition><Redirect><ReplaceKeyWith>a</ReplaceKeyWith></Redirect></RoutingRule></RoutingRules><IndexDocument><Suffix>i</Suffix></IndexDocument> | InvalidRequest | Condition cannot be empty. To redirect all requests without a condition, the condition element shouldn't be present.
          <RoutingRules><RoutingRule><Redirect><HttpRedirectCode>200</HttpRedirectCode></Redirect></RoutingRule></RoutingRules><IndexDocument><Suffix>i</Suffix></IndexDocument> | InvalidRequest | The provided HTTP redirect code (200) is not valid. Valid codes are 3XX except 300.
          <RoutingRules></RoutingRules><IndexDocument><Suffix>i</Suffix></IndexDocument> | MalformedXML | The XML you provided was not well-formed or did not validate against our published schema
          <IndexDocument><Suffix>i</Suffix></IndexDocument><ErrorDocument></ErrorDocument> | MalformedXML | The XML you provided was not well-formed or did not validate against our published schema
          """)
  void whatIsNoWebsiteIsRefused(String body, String code, String message) throws IOException {
    RawS3.Answer answer =
        new RawS3(cloud.endpoint())
            .by(cloud.root(S3Fixture.ACCOUNT))
            .send(
                "PUT",
                "/" + b + "?website",
                "<WebsiteConfiguration>" + body + "</WebsiteConfiguration>");

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.body())
        .contains("<Code>" + code + "</Code><Message>" + message + "</Message>");
  }

  @ParameterizedTest
  @CsvSource({"PutBucketWebsite, PUT", "GetBucketWebsite, GET", "DeleteBucketWebsite, DELETE"})
  void eachTakesItsPermission(String action, String method) throws IOException {
    site(WebsiteTest::index);
    String body =
        method.equals("PUT")
            ? "<WebsiteConfiguration><IndexDocument><Suffix>i</Suffix></IndexDocument>"
                + "</WebsiteConfiguration>"
            : "";
    String name = action.toLowerCase(Locale.ROOT);
    var may =
        cloud.user(
            name, S3Fixture.ALL.replace("\"Action\":\"*\"", "\"Action\":\"s3:" + action + "\""));
    var mayNot = cloud.user("no" + name, null);

    assertThat(
            new RawS3(cloud.endpoint())
                .by(mayNot)
                .send(method, "/" + b + "?website", body)
                .status())
        .isEqualTo(403);
    assertThat(
            new RawS3(cloud.endpoint()).by(may).send(method, "/" + b + "?website", body).status())
        .isIn(200, 204);
  }

  @ParameterizedTest
  @CsvSource({
    "/, home",
    "/index.html, home",
    "/docs/, docs",
    "/docs/a%20b.html, 'a b'",
    "/docs/?q=1&versionId=x, docs",
  })
  void objectsAreShownAndFoldersByTheirIndex(String path, String text) throws IOException {
    site(WebsiteTest::index);
    object("index.html", "home");
    object("docs/index.html", "docs");
    object("docs/a b.html", "a b");

    RawS3.Answer answer = visit(path);

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.body()).isEqualTo(text);
    assertThat(answer.headers())
        .containsEntry("content-type", "text/html")
        .containsKeys("etag", "last-modified", "x-amz-request-id", "x-amz-id-2");
  }

  @ParameterizedTest
  @CsvSource({
    "s3-website-us-east-1.amazonaws.com",
    "s3-website.us-east-1.amazonaws.com",
    "S3-Website-us-east-1.amazonaws.com:80",
    "s3-website.us-east-1.localhost:4566",
    "s3-website-us-east-1.localhost",
    "s3-website.localhost:4566",
  })
  void aSiteIsFoundByAnyOfItsHosts(String domain) throws IOException {
    site(WebsiteTest::index);
    object("index.html", "home");

    assertThat(visitor().to(b + "." + domain).get("/").body()).isEqualTo("home");
  }

  @Test
  void headIsToldTheSameWithoutThePage() throws IOException {
    site(WebsiteTest::index);
    object("index.html", "home");

    RawS3.Answer found = visitor().send("HEAD", "/", "");
    assertThat(found.status()).isEqualTo(200);
    assertThat(found.body()).isEmpty();
    assertThat(found.header("content-length")).isEqualTo("4");
    RawS3.Answer missing = visitor().send("HEAD", "/nothing", "");
    assertThat(missing.status()).isEqualTo(403);
    assertThat(missing.body()).isEmpty();
    assertThat(missing.header("x-amz-error-code")).isEqualTo("AccessDenied");
  }

  @Test
  void conditionsAndRangesHoldForPagesToo() throws IOException {
    site(WebsiteTest::index);
    object("index.html", "home");
    String etag = visit("/").header("etag");

    assertThat(visitor().with("If-None-Match", etag).get("/").status()).isEqualTo(304);
    RawS3.Answer part = visitor().with("Range", "bytes=1-2").get("/");
    assertThat(part.status()).isEqualTo(206);
    assertThat(part.body()).isEqualTo("om");
  }

  @Test
  void aFolderWithoutItsSlashIsSentThere() throws IOException {
    site(WebsiteTest::index);
    object("docs/sub folder/index.html", "docs");

    RawS3.Answer answer = visit("/docs/sub%20folder");

    assertThat(answer.status()).isEqualTo(302);
    assertThat(answer.header("location")).isEqualTo("/docs/sub%20folder/");
    assertThat(answer.header("x-amz-error-code")).isEqualTo("Found");
    assertThat(answer.body())
        .startsWith(
            "<html>\n<head><title>302 Found</title></head>\n<body>\n<h1>302 Found</h1>\n<ul>\n"
                + "<li>Code: Found</li>\n<li>Message: Resource Found</li>\n<li>RequestId: ");
  }

  @Test
  void whatIsMissingIsToldInAPageOfHtml() throws IOException {
    site(WebsiteTest::index);
    listable();

    RawS3.Answer answer = visit("/no%3Cscript%3E&amp");

    assertThat(answer.status()).isEqualTo(404);
    assertThat(answer.headers())
        .containsEntry("content-type", "text/html; charset=utf-8")
        .containsEntry("x-amz-error-code", "NoSuchKey")
        .containsEntry("x-amz-error-message", "The specified key does not exist.")
        .containsEntry("x-amz-error-detail-key", "no<script>&amp");
    assertThat(answer.body())
        .isEqualTo(
            "<html>\n<head><title>404 Not Found</title></head>\n<body>\n<h1>404 Not Found</h1>\n"
                + "<ul>\n<li>Code: NoSuchKey</li>\n"
                + "<li>Message: The specified key does not exist.</li>\n"
                + "<li>Key: no&lt;script&gt;&amp;amp</li>\n"
                + "<li>RequestId: "
                + answer.header("x-amz-request-id")
                + "</li>\n<li>HostId: "
                + answer.header("x-amz-id-2")
                + "</li>\n</ul>\n<hr/>\n</body>\n</html>\n");
  }

  @Test
  void theSitesOwnErrorPageIsShownUnderTheStatusOfTheError() throws IOException {
    site(s -> s.indexDocument(i -> i.suffix("i")).errorDocument(e -> e.key("oops.html")));
    object("oops.html", "sorry");

    RawS3.Answer denied = visit("/nothing");
    assertThat(denied.status()).isEqualTo(403);
    assertThat(denied.body()).isEqualTo("sorry");
    assertThat(denied.header("content-type")).isEqualTo("text/html");
    listable();
    assertThat(visit("/nothing").status()).isEqualTo(404);
    assertThat(visit("/nothing").body()).isEqualTo("sorry");
  }

  @Test
  void anErrorPageThatIsMissingIsToldToo() throws IOException {
    site(s -> s.indexDocument(i -> i.suffix("i")).errorDocument(e -> e.key("oops.html")));
    listable();

    assertThat(visit("/nothing").status()).isEqualTo(404);
    assertThat(visit("/nothing").body())
        .contains(
            "</ul>\n"
                + "<h3>An Error Occurred While Attempting to Retrieve a Custom Error"
                + " Document</h3>\n"
                + "<ul>\n"
                + "<li>Code: NoSuchKey</li>\n"
                + "<li>Message: The specified key does not exist.</li>\n"
                + "<li>Key: oops.html</li>\n"
                + "</ul>\n"
                + "<hr/>");
  }

  @Test
  void whatIsPrivateStaysSo() throws IOException {
    site(WebsiteTest::index);
    object("index.html", "home");
    cloud.s3.deleteBucketPolicy(r -> r.bucket(b));

    RawS3.Answer answer = visitor().by(cloud.root(S3Fixture.ACCOUNT)).get("/");

    assertThat(answer.status()).as("the owner's signature is not looked at").isEqualTo(403);
    assertThat(answer.body())
        .contains(
            "<h1>403 Forbidden</h1>\n<ul>\n<li>Code: AccessDenied</li>\n"
                + "<li>Message: Access Denied</li>\n<li>RequestId: ");
  }

  @Test
  void visitorsMayLookAndNothingElse() throws IOException {
    site(WebsiteTest::index);

    for (String method : new String[] {"PUT", "POST", "DELETE"}) {
      RawS3.Answer answer = visitor().send(method, "/x", "body");
      assertThat(answer.status()).isEqualTo(405);
      assertThat(answer.body())
          .contains(
              "<li>Code: MethodNotAllowed</li>\n<li>Message: The specified method is not allowed"
                  + " against this resource.</li>\n<li>Method: "
                  + method
                  + "</li>\n<li>ResourceType: OBJECT</li>");
    }
    assertThat(visitor().get("/?acl").status()).isEqualTo(403);
  }

  @Test
  void noSiteNoBucketAndAnotherRegionsHostAreTold() throws IOException {
    assertThat(visit("/").status()).isEqualTo(404);
    assertThat(visit("/").body())
        .contains(
            "<li>Code: NoSuchWebsiteConfiguration</li>\n<li>Message: The specified bucket does not"
                + " have a website configuration</li>\n<li>BucketName: "
                + b
                + "</li>");
    assertThat(visitor().to("nobody-has.s3-website-us-east-1.amazonaws.com").get("/").body())
        .contains("<li>Code: NoSuchBucket</li>", "<li>BucketName: nobody-has</li>");
    try (var west = cloud.client(cloud.root(S3Fixture.ACCOUNT), Region.US_WEST_2)) {
      west.createBucket(
          r ->
              r.bucket("west-site")
                  .createBucketConfiguration(c -> c.locationConstraint("us-west-2")));
    }
    RawS3.Answer elsewhere = visitor().to("west-site.s3-website-us-east-1.amazonaws.com").get("/");
    assertThat(elsewhere.status()).isEqualTo(400);
    assertThat(elsewhere.body())
        .contains(
            "<li>Code: IncorrectEndpoint</li>",
            "<li>Endpoint: west-site.s3-website.us-west-2.amazonaws.com</li>");
  }

  @Test
  void aSiteMaySendEverybodyElsewhere() throws IOException {
    site(s -> s.redirectAllRequestsTo(a -> a.hostName("example.com").protocol("https")));

    RawS3.Answer answer = visit("/a%20b/c?d=e");

    assertThat(answer.status()).isEqualTo(301);
    assertThat(answer.header("location")).isEqualTo("https://example.com/a%20b/c?d=e");
    assertThat(answer.header("content-length")).isEqualTo("0");
  }

  /**
   * Prefix, error, host, protocol, key, prefix of the key, code; then the path, status and place.
   */
  @ParameterizedTest
  @CsvSource({
    "old/, , , , , new/, , /old/a%20b, 301, http://{site}/new/a%20b",
    "old/, , , , , '', , /old/a, 301, http://{site}/a",
    "old/, , example.com, https, , , 307, /old/a?q=1, 307, https://example.com/old/a?q=1",
    ", , example.com, , page.html, , 302, /x, 302, http://example.com/page.html",
    ", 404, , , , '#!/', , /missing, 301, http://{site}/#!/missing",
    "app/, 404, , , app.html, , , /app/x, 301, http://{site}/app.html",
  })
  void rulesSendVisitorsOn(
      String prefix,
      String error,
      String host,
      String protocol,
      String key,
      String keyPrefix,
      String code,
      String path,
      int status,
      String location)
      throws IOException {
    listable();
    site(
        s ->
            s.indexDocument(i -> i.suffix("index.html"))
                .routingRules(
                    r -> {
                      if (prefix != null || error != null) {
                        r.condition(
                            c -> c.keyPrefixEquals(prefix).httpErrorCodeReturnedEquals(error));
                      }
                      r.redirect(
                          d ->
                              d.hostName(host)
                                  .protocol(protocol)
                                  .replaceKeyWith(key)
                                  .replaceKeyPrefixWith(keyPrefix)
                                  .httpRedirectCode(code));
                    }));

    RawS3.Answer answer = visit(path);

    assertThat(answer.status()).isEqualTo(status);
    assertThat(answer.header("location"))
        .isEqualTo(location.replace("{site}", b + ".s3-website-us-east-1.amazonaws.com"));
  }

  @Test
  void aRuleThatDoesNotFitLetsVisitorsPass() throws IOException {
    site(
        s ->
            s.indexDocument(i -> i.suffix("index.html"))
                .routingRules(
                    r ->
                        r.condition(c -> c.keyPrefixEquals("old/"))
                            .redirect(d -> d.replaceKeyWith("x")),
                    r ->
                        r.condition(c -> c.httpErrorCodeReturnedEquals("404"))
                            .redirect(d -> d.replaceKeyWith("y"))));
    object("new", "here");

    assertThat(visit("/new").body()).isEqualTo("here");
    assertThat(visit("/nothing").status()).as("403 is not 404").isEqualTo(403);
  }

  @Test
  void anObjectMaySendItsVisitorsElsewhereAndOnlyHere() throws IOException {
    site(WebsiteTest::index);
    cloud.s3.putObject(
        PutObjectRequest.builder().bucket(b).key("moved").websiteRedirectLocation("/new").build(),
        RequestBody.fromString("old"));

    RawS3.Answer answer = visit("/moved");
    assertThat(answer.status()).isEqualTo(301);
    assertThat(answer.header("location")).isEqualTo("/new");
    assertThat(answer.body()).isEmpty();
    RawS3.Answer plain = new RawS3(cloud.endpoint()).get("/" + b + "/moved");
    assertThat(plain.status()).isEqualTo(200);
    assertThat(plain.header("x-amz-website-redirect-location")).isEqualTo("/new");
  }

  @Test
  void aVisitIsRecordedForTheBucketsOwner() throws IOException {
    site(WebsiteTest::index);
    object("index.html", "home");
    visit("/");

    assertThat(cloud.records("GetObject"))
        .last()
        .asString()
        .contains("\"accountId\":\"anonymous\"", "\"managementEvent\":false")
        .contains("arn:aws:s3:::" + b + "/index.html");
  }
}
