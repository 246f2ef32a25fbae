package dev.trailmark.cloud.s3.form;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trailmark.cloud.s3.S3Fixture;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.ObjectOwnership;

/** Uploads by form: what a policy lets through, what is stored, and what the browser is told. */
class FormUploadsTest {
  private static final String BUCKET = "forms";
  private static final HttpClient HTTP = HttpClient.newHttpClient();
  @AutoClose private static final S3Fixture fixture = new S3Fixture();

  @BeforeAll
  static void start() {
    fixture.s3.createBucket(r -> r.bucket(BUCKET));
  }

  private static UploadForm form(String key) {
    return new UploadForm(fixture.endpoint(), BUCKET).with("key", key);
  }

  private static AwsCredentials root() {
    return fixture.root(S3Fixture.ACCOUNT).resolveCredentials();
  }

  private static HttpResponse<String> send(UploadForm form) throws Exception {
    return send(form.request());
  }

  private static HttpResponse<String> send(HttpRequest request) throws Exception {
    return HTTP.send(request, HttpResponse.BodyHandlers.ofString());
  }

  private static String content(String key) {
    return fixture.s3.getObjectAsBytes(r -> r.bucket(BUCKET).key(key)).asUtf8String();
  }

  private static String element(HttpResponse<String> answer, String name) {
    String xml = answer.body();
    int start = xml.indexOf("<" + name + ">") + name.length() + 2;
    return xml.substring(start, xml.indexOf("</" + name + ">", start)).replace("&quot;", "\"");
  }

  @Test
  void aSignedFormStoresItsFileWithWhatItsFieldsSay() throws Exception {
    HttpResponse<String> answer =
        send(
            new UploadForm(fixture.endpoint(), BUCKET)
                .unspoken("key", "said/${filename}")
                .condition("[\"starts-with\", \"$key\", \"said/sun\"]")
                .with("Content-Type", "image/png")
                .with("Cache-Control", "no-cache")
                .with("x-amz-meta-Colour", "blau-ü")
                .with("x-amz-server-side-encryption", "AES256")
                .unspoken("x-ignore-me", "1")
                .file("C:\\photos\\sun.png", "bytes\r\n--of it".getBytes())
                .version4(root()));

    assertThat(answer.statusCode()).isEqualTo(204);
    assertThat(answer.body()).isEmpty();
    assertThat(answer.headers().firstValue("location"))
        .contains(fixture.endpoint() + "/forms/said%2Fsun.png");
    assertThat(answer.headers().firstValue("x-amz-server-side-encryption")).contains("AES256");
    assertThat(content("said/sun.png")).isEqualTo("bytes\r\n--of it");
    HeadObjectResponse head = fixture.s3.headObject(r -> r.bucket(BUCKET).key("said/sun.png"));
    assertThat(head.contentType()).isEqualTo("image/png");
    assertThat(head.cacheControl()).isEqualTo("no-cache");
    assertThat(head.metadata()).containsKey("colour");
    assertThat(answer.headers().firstValue("etag")).contains(head.eTag());
  }

  @Test
  void version2SignsFormsToo() throws Exception {
    assertThat(send(form("v2").version2(root())).statusCode()).isEqualTo(204);
    assertThat(content("v2")).isEqualTo("content");
  }

  @Test
  void aPolicyThatAnotherKeySignedIsRefused() throws Exception {
    HttpResponse<String> answer =
        send(form("forged").version4(root()).unspoken("x-amz-signature", "0".repeat(64)));

    assertThat(answer.statusCode()).isEqualTo(403);
    assertThat(element(answer, "Code")).isEqualTo("SignatureDoesNotMatch");
    assertThat(element(answer, "SignatureProvided")).isEqualTo("0".repeat(64));
  }

  @Test
  void statusesAndTheDocumentAreAsAsked() throws Exception {
    HttpResponse<String> created =
        send(form("dir/made it").with("success_action_status", "201").version4(root()));
    assertThat(created.statusCode()).isEqualTo(201);
    assertThat(created.headers().firstValue("content-type")).contains("application/xml");
    assertThat(created.body())
        .isEqualTo(
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<PostResponse><Location>"
                + fixture.endpoint()
                + "/forms/dir%2Fmade%20it</Location><Bucket>forms</Bucket><Key>dir/made it</Key>"
                + "<ETag>\"9a0364b9e99bb480dd25e1f0284c8555\"</ETag></PostResponse>");

    HttpResponse<String> plain =
        send(form("s").with("success_action_status", "200").version4(root()));
    assertThat(plain.statusCode()).isEqualTo(200);
    assertThat(plain.body()).isEmpty();
    assertThat(send(form("s").with("success_action_status", "302").version4(root())).statusCode())
        .isEqualTo(204);
  }

  @Test
  void theBrowserIsSentOnWithWhatWasStored() throws Exception {
    HttpResponse<String> answer =
        send(
            form("to go")
                .with("success_action_redirect", "http://localhost.test/done?a=b")
                .version4(root()));

    assertThat(answer.statusCode()).isEqualTo(303);
    assertThat(answer.headers().firstValue("location"))
        .contains(
            "http://localhost.test/done?a=b&bucket=forms&key=to+go"
                + "&etag=%229a0364b9e99bb480dd25e1f0284c8555%22");
    assertThat(
            send(form("to go").with("success_action_redirect", "no url").version4(root()))
                .statusCode())
        .isEqualTo(204);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "[\"eq\", \"$success_action_redirect\", \"http://localhost.test/random\"]",
        "[\"eq\", \"success_action_redirect\", \"http://localhost.test/x\"]",
        "[\"eq\", \"$success_action_redirect\", \"HTTP://localhost.test/x\"]",
        "[\"starts-with\", \"$success_action_redirect\", \"http://localhost/\"]",
        "[\"content-length-range\", \"test\", \"10\"]",
        "[\"content-length-range\", \"0\"]",
        "[\"ends-with\", \"$key\", \"k\"]",
        "[\"eq\", \"$key\", \"a \\\"quoted\\\" one\"]",
        "[\"starts-with\", \"$x-amz-meta-absent\", \"\"]",
        "[\"eq\", \"$x-amz-meta-absent\", \"1\"]"
      })
  void aConditionThatDoesNotHoldIsQuoted(String condition) throws Exception {
    HttpResponse<String> answer =
        send(
            form("k")
                .unspoken("success_action_redirect", "http://localhost.test/x")
                .condition(condition)
                .version4(root()));

    assertThat(answer.statusCode()).isEqualTo(403);
    assertThat(element(answer, "Code")).isEqualTo("AccessDenied");
    assertThat(element(answer, "Message"))
        .isEqualTo("Invalid according to Policy: Policy Condition failed: " + condition);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[\"starts-with\", \"$Content-Type\", \"image/\"]",
        "[\"StArTs-WiTh\", \"$CONTENT-type\", \"\"]",
        "[\"eq\", \"$content-type\", \"image/png,image/gif\"]"
      })
  void aConditionThatHoldsLetsPass(String condition) throws Exception {
    UploadForm form =
        form("held").unspoken("Content-Type", "image/png,image/gif").condition(condition);

    assertThat(send(form.version4(root())).statusCode()).isEqualTo(204);
  }

  @Test
  void everyListedContentTypeHasToBeginAsThePolicySays() throws Exception {
    UploadForm form =
        form("listed")
            .unspoken("Content-Type", "image/png,text/html")
            .condition("[\"starts-with\", \"$Content-Type\", \"image/\"]");

    assertThat(send(form.version4(root())).statusCode()).isEqualTo(403);
  }

  @Test
  void aFieldThatThePolicyDoesNotSpeakOfIsRefused() throws Exception {
    HttpResponse<String> answer = send(form("k").unspoken("Acl", "private").version4(root()));
    assertThat(element(answer, "Message"))
        .isEqualTo("Invalid according to Policy: Extra input fields: Acl");

    UploadForm form = new UploadForm(fixture.endpoint(), BUCKET);
    form.onlyCondition("[\"starts-with\", \"$key\", \"\"]").unspoken("key", "k");
    assertThat(element(send(form.version4(root())), "Message"))
        .isEqualTo("Invalid according to Policy: Extra input fields: bucket");
  }

  @Test
  void aConditionOnAFieldThatIsNotThereFailsWhateverItMayBeginWith() throws Exception {
    String condition = "[\"starts-with\", \"$Content-Type\", \"\"]";

    assertThat(element(send(form("k").condition(condition).version4(root())), "Message"))
        .isEqualTo("Invalid according to Policy: Policy Condition failed: " + condition);
    assertThat(
            send(form("k").condition(condition).unspoken("Content-Type", "").version4(root()))
                .statusCode())
        .isEqualTo(204);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "[] | Invalid Condition: missing operation identifier.",
        "[\"eq\", \"$key\", \"k\"]],\"Statement\":[1 | Unexpected: 'statement'"
      })
  void aPolicyOfAnotherLanguageIsRefused(String condition, String message) throws Exception {
    HttpResponse<String> answer = send(form("k").condition(condition).version4(root()));

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(element(answer, "Code")).isEqualTo("InvalidPolicyDocument");
    assertThat(element(answer, "Message")).isEqualTo("Invalid Policy: " + message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "x-amz-credential | KEY/20260101/eu-west-3/s3/aws4_request"
            + " | the region 'eu-west-3' is wrong; expecting 'us-east-1'",
        "x-amz-credential | /20260101/us-east-1/s3/aws4_request"
            + " | a non-empty Access Key (AKID) must be provided in the credential.",
        "x-amz-date | yesterday | X-Amz-Date must be formated via ISO8601 Long format"
      })
  void whatIsWrongWithTheSigningIsToldOfItsField(String name, String value, String message)
      throws Exception {
    String sent = value.replace("KEY", root().accessKeyId());
    HttpResponse<String> answer = send(form("k").version4(root()).unspoken(name, sent));

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(element(answer, "Code")).isEqualTo("InvalidArgument");
    assertThat(element(answer, "Message")).isEqualTo(message);
    assertThat(element(answer, "ArgumentName")).isEqualToIgnoringCase(name);
    assertThat(element(answer, "ArgumentValue")).isEqualTo(sent);
  }

  @Test
  void aSimpleConditionHasOneProperty() throws Exception {
    HttpResponse<String> answer =
        send(form("k").condition("{\"acl\":\"private\",\"key\":\"k\"}").version4(root()));

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(element(answer, "Code")).isEqualTo("InvalidPolicyDocument");
    assertThat(element(answer, "Message"))
        .isEqualTo(
            "Invalid Policy: Invalid Simple-Condition: Simple-Conditions must have exactly one"
                + " property specified.");
  }

  @Test
  void theFilesSizeIsHeldToTheRange() throws Exception {
    String range = "[\"content-length-range\", 5, 10]";

    HttpResponse<String> large =
        send(form("sized").condition(range).file("0123456789ab").version4(root()));
    assertThat(large.statusCode()).isEqualTo(400);
    assertThat(element(large, "Code")).isEqualTo("EntityTooLarge");
    assertThat(element(large, "ProposedSize")).isEqualTo("12");
    assertThat(element(large, "MaxSizeAllowed")).isEqualTo("10");

    HttpResponse<String> small = send(form("sized").condition(range).file("0").version4(root()));
    assertThat(element(small, "Code")).isEqualTo("EntityTooSmall");
    assertThat(element(small, "ProposedSize")).isEqualTo("1");
    assertThat(element(small, "MinSizeAllowed")).isEqualTo("5");
    assertThat(send(form("sized").condition(range).file("012345").version4(root())).statusCode())
        .isEqualTo(204);
  }

  @Test
  void aFileThatIsStreamedIsStoredWholeAndHeldToTheRangeToo() throws Exception {
    byte[] file = new byte[300_000];
    new Random(7).nextBytes(file);
    assertThat(send(form("streamed").file("f", file).version4(root())).statusCode()).isEqualTo(204);
    assertThat(fixture.s3.getObjectAsBytes(r -> r.bucket(BUCKET).key("streamed")).asByteArray())
        .isEqualTo(file);

    HttpResponse<String> large =
        send(
            form("streamed-too-large")
                .condition("[\"content-length-range\", 0, 100000]")
                .file("f", file)
                .version4(root()));
    assertThat(element(large, "ProposedSize")).isEqualTo("300000");
    assertThat(S3Fixture.refusal(() -> content("streamed-too-large")).statusCode()).isEqualTo(404);
  }

  @Test
  void aFormHasOneFileAndFieldsOfTwentyKilobytes() throws Exception {
    HttpResponse<String> none = send(form("k").file("f", null).version4(root()));
    assertThat(element(none, "Code")).isEqualTo("InvalidArgument");
    assertThat(element(none, "Message"))
        .isEqualTo("POST requires exactly one file upload per request.");
    assertThat(element(none, "ArgumentName") + element(none, "ArgumentValue")).isEqualTo("file0");

    HttpResponse<String> much =
        send(form("k").unspoken("x-ignore-it", "x".repeat(20_500)).version4(root()));
    assertThat(element(much, "Code")).isEqualTo("MaxPostPreDataLengthExceeded");
    assertThat(element(much, "MaxPostPreDataLengthBytes")).isEqualTo("20480");
  }

  @ParameterizedTest
  @ValueSource(ints = {10, 300_000})
  void aSecondFileIsRefusedAndFieldsAfterTheFileArePassedOver(int size) throws Exception {
    String content = "x".repeat(size);
    UploadForm both = form("two-files").file(content).then("submit", "Upload").then("file", "b");
    HttpResponse<String> two = send(both.version4(root()));
    assertThat(element(two, "Code")).isEqualTo("InvalidArgument");
    assertThat(element(two, "ArgumentName") + element(two, "ArgumentValue")).isEqualTo("file2");
    assertThat(S3Fixture.refusal(() -> content("two-files")).statusCode()).isEqualTo(404);

    UploadForm one =
        form("one-file").file(content).then("submit", "Upload").then("long", "y".repeat(30_000));
    assertThat(send(one.version4(root())).statusCode()).isEqualTo(204);
    assertThat(content("one-file")).isEqualTo(content);
  }

  @Test
  void theVariableForTheFilesNameStaysWhereTheFileHasNone() throws Exception {
    UploadForm form =
        new UploadForm(fixture.endpoint(), BUCKET)
            .unspoken("key", "as/${filename}")
            .condition("[\"starts-with\", \"$key\", \"as/\"]");

    assertThat(send(form.file(null, "b".getBytes()).version4(root())).statusCode()).isEqualTo(204);
    assertThat(content("as/${filename}")).isEqualTo("b");
  }

  @Test
  void whatIsNoFormIsRefused() throws Exception {
    URI url = fixture.endpoint().resolve("/" + BUCKET);
    HttpRequest.Builder post =
        HttpRequest.newBuilder(url).POST(BodyPublishers.ofString("--b\r\nno form"));
    assertThat(element(send(post.copy().header("Content-Type", "text/html").build()), "Condition"))
        .isEqualTo("Bucket POST must be of the enclosure-type multipart/form-data");
    HttpRequest broken = post.header("Content-Type", "multipart/form-data; boundary=b").build();
    assertThat(element(send(broken), "Code")).isEqualTo("MalformedPOSTRequest");
    assertThat(element(send(form("").version4(root())), "Message"))
        .isEqualTo(
            "Bucket POST must contain a field named 'key'.  If it is specified, please check the"
                + " order of the fields.");
    HttpRequest twice =
        form("k").version4(root()).builder().header("Authorization", "AWS a:b").build();
    assertThat(element(send(twice), "Code")).isEqualTo("InvalidArgument");
  }

  @Test
  void whatWouldBreakTheHeadOfAnAnswerIsRefused() throws Exception {
    for (UploadForm broken :
        List.of(
            form("k").with("Content-Type", "text/plain\r\nX-Sent: too"),
            form("k").with("x-amz-website-redirect-location", "/\u0001"),
            form("k").with("x-amz-meta-two words", "v"))) {
      HttpResponse<String> answer = send(broken.version4(root()));
      assertThat(answer.statusCode()).isEqualTo(400);
      assertThat(element(answer, "Code")).isEqualTo("InvalidArgument");
    }
  }

  @Test
  void anUnknownStorageClassIsRefused() throws Exception {
    HttpResponse<String> answer =
        send(form("k").with("x-amz-storage-class", "FakeClass").version4(root()));

    assertThat(element(answer, "Code")).isEqualTo("InvalidStorageClass");
    assertThat(element(answer, "StorageClassRequested")).isEqualTo("FakeClass");
  }

  @Test
  void whoMadeThePolicyNeedsThePermission() throws Exception {
    AwsCredentialsProvider writer =
        fixture.user(
            "former",
            "{\"Version\":\"2012-10-17\",\"Statement\":{\"Effect\":\"Allow\",\"Action\":"
                + "\"s3:PutObject\",\"Resource\":\"*\",\"Condition\":{\"StringEquals\":{"
                + "\"s3:authType\":\"POST\",\"s3:signatureversion\":\"AWS4-HMAC-SHA256\"},"
                + "\"NumericLessThan\":{\"s3:signatureAge\":7200000}}}}");

    assertThat(send(form("mine").version4(writer.resolveCredentials())).statusCode())
        .isEqualTo(204);
    HttpResponse<String> refused = send(form("mine").version2(writer.resolveCredentials()));
    assertThat(refused.statusCode()).isEqualTo(403);
    assertThat(element(refused, "Message"))
        .contains("user/former is not authorized to perform: s3:PutObject");
  }

  @Test
  void anUnsignedFormNeedsABucketThatAnybodyMayWriteTo() throws Exception {
    UploadForm form = form("anybody");
    assertThat(element(send(form), "Message")).isEqualTo("Access Denied");

    fixture.s3.createBucket(
        r -> r.bucket("open-forms").objectOwnership(ObjectOwnership.OBJECT_WRITER));
    fixture.s3.deletePublicAccessBlock(r -> r.bucket("open-forms"));
    fixture.s3.putBucketAcl(r -> r.bucket("open-forms").acl("public-read-write"));
    UploadForm open = new UploadForm(fixture.endpoint(), "open-forms").unspoken("key", "k");
    assertThat(send(open).statusCode()).isEqualTo(204);
    assertThat(send(open.unspoken("acl", "public-read")).statusCode()).isEqualTo(204);
    assertThat(send(HttpRequest.newBuilder(fixture.endpoint().resolve("/open-forms/k")).build()))
        .extracting(HttpResponse::body)
        .isEqualTo("content");
  }

  @Test
  void checksumsOfTheFormAreHeldAgainstTheFile() throws Exception {
    HttpResponse<String> wrong =
        send(
            form("checked")
                .with("x-amz-checksum-algorithm", "CRC32")
                .with("x-amz-checksum-crc32", "AAAAAA==")
                .version4(root()));
    assertThat(element(wrong, "Code")).isEqualTo("BadDigest");
    assertThat(
            send(form("checked").with("Content-MD5", "mgNkuembtIDdJeHwKEyFVQ==").version4(root()))
                .statusCode())
        .isEqualTo(204);
  }

  @Test
  void anUploadByFormIsRecordedWithoutItsSecrets() throws Exception {
    send(form("recorded").with("x-amz-storage-class", "STANDARD").version4(root()));

    String record =
        fixture.records("PostObject").stream()
            .filter(text -> text.contains("\"recorded\""))
            .findFirst()
            .orElseThrow();
    assertThat(record)
        .contains("\"AuthenticationMethod\":\"HtmlForm\"", "\"SignatureVersion\":\"SigV4\"")
        .contains("\"x-amz-storage-class\":\"STANDARD\"", "\"bytesTransferredIn\":7")
        .contains("\"ARN\":\"arn:aws:s3:::forms/recorded\"")
        .doesNotContain("x-amz-signature", "x-amz-credential", "policy");
  }

  @Test
  void tagsEncryptionAndRedirectsComeAsFields() throws Exception {
    String keyArn = fixture.kms.createKey().keyMetadata().arn();
    String tagging =
        "<Tagging><TagSet><Tag><Key>team</Key><Value>a b=c+d</Value></Tag></TagSet></Tagging>";
    HttpResponse<String> answer =
        send(
            form("tagged")
                .with("tagging", tagging)
                .with("x-amz-server-side-encryption", "aws:kms")
                .with("x-amz-server-side-encryption-aws-kms-key-id", keyArn)
                .with("x-amz-website-redirect-location", "/there")
                .version4(root()));

    assertThat(answer.body()).isEmpty();
    assertThat(answer.statusCode()).isEqualTo(204);
    assertThat(answer.headers().firstValue("x-amz-server-side-encryption-aws-kms-key-id"))
        .contains(keyArn);
    assertThat(fixture.s3.getObjectTagging(r -> r.bucket(BUCKET).key("tagged")).tagSet())
        .singleElement()
        .satisfies(tag -> assertThat(tag.value()).isEqualTo("a b=c+d"));
    assertThat(fixture.s3.headObject(r -> r.bucket(BUCKET).key("tagged")).websiteRedirectLocation())
        .isEqualTo("/there");
    assertThat(
            element(
                send(
                    form("tagged")
                        .with("x-amz-server-side-encryption", "aws:kms")
                        .version2(root())),
                "Message"))
        .isEqualTo(
            "Requests specifying Server Side Encryption with AWS KMS managed keys require AWS"
                + " Signature Version 4.");
  }
}
