package dev.trailmark.cloud.auth;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trailmark.cloud.wire.WireRequest;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The canonical request, seen through the field that S3 and nobody else prints; the cases are those
 * of AWS's signing test suite.
 */
class CanonicalFormTest {
  private static final String SIGNATURE = "0".repeat(64);

  private final AuthFixture auth = new AuthFixture().at(Instant.parse("2015-08-30T12:36:00Z"));

  private String[] canonical(String path, String query, String signed, String... headers) {
    WireRequest request = AuthFixture.get(path, query, headers);
    request
        .headers()
        .add("Host", "example.amazonaws.com")
        .add("X-Amz-Date", "20150830T123600Z")
        .add("X-Amz-Content-Sha256", AuthFixture.EMPTY_HASH)
        .add(
            "Authorization",
            "AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20150830/us-east-1/s3/aws4_request,"
                + " SignedHeaders="
                + signed
                + ", Signature="
                + SIGNATURE);
    AuthFailure failure = auth.refusal(request, AuthFixture.S3);
    return failure.details().get("CanonicalRequest").split("\n", -1);
  }

  @Test
  void repeatedHeadersAreJoinedInTheirOrder() {
    assertThat(
            canonical(
                "/",
                "",
                "host;my-header1;x-amz-date",
                "My-Header1",
                "value4",
                "My-Header1",
                "value1",
                "My-Header1",
                "value3"))
        .contains("my-header1:value4,value1,value3");
  }

  @Test
  void whiteSpaceInHeadersIsTrimmedAndFolded() {
    assertThat(
            canonical(
                "/",
                "",
                "host;my-header1;my-header2;my-header3;my-header4;x-amz-date",
                "My-Header1",
                "  value1",
                "My-Header2",
                " \"a   b   c\" ",
                "My-Header3",
                "value1\r\n  value2\t value3",
                "My-Header4",
                "   "))
        .contains(
            "my-header1:value1",
            "my-header2:\"a b c\"",
            "my-header3:value1 value2 value3",
            "my-header4:");
  }

  @Test
  void aSignedHeaderThatIsAbsentIsEmpty() {
    assertThat(canonical("/", "", "host;range;x-amz-date")).contains("range:");
  }

  @ParameterizedTest
  @CsvSource({
    "'', ''",
    "lifecycle, lifecycle=",
    "Param2=value2&Param1=value1, Param1=value1&Param2=value2",
    "Param1=value2&Param1=Value1, Param1=Value1&Param1=value2",
    "a=1&A=1&_=1&~=1&-=1, -=1&A=1&_=1&a=1&~=1",
    "a-=1&a=1, a=1&a-=1",
    "k=a%20b, k=a%20b",
    "k=a+b, k=a%20b",
    "k=%7e%2f%c3%a9, k=~%2F%C3%A9",
    "k=100%&l=%zz, k=100%25&l=%25zz",
    "k=a=b, k=a%3Db",
    "&&k=v&, k=v",
    "=v, =v",
    "\u1234=bar, %E1%88%B4=bar"
  })
  void queriesAreSortedAndEncodedInOneWay(String query, String expected) {
    assertThat(canonical("/", query, "host;x-amz-date")[2]).isEqualTo(expected);
  }

  @Test
  void manyParametersAreSortedToo() {
    StringBuilder query = new StringBuilder();
    StringBuilder expected = new StringBuilder();
    for (int i = 99; i >= 10; i--) {
      query.append("k").append(i).append('&');
      expected.insert(0, "k" + i + "=&");
    }
    expected.setLength(expected.length() - 1);

    assertThat(canonical("/", query.toString(), "host;x-amz-date")[2])
        .isEqualTo(expected.toString());
  }

  @ParameterizedTest
  @CsvSource({
    "/, /",
    "//a//, //a//",
    "/a/./b/../c, /a/./b/../c",
    "/a%20b, /a%20b",
    "/a+b, /a%2Bb",
    "/%7Euser, /~user",
    "/a%2fb, /a%2Fb",
    "/a$b, /a%24b",
    "/\u1234, /%E1%88%B4"
  })
  void pathsOfS3AreEncodedOnceAndNotNormalised(String path, String expected) {
    assertThat(canonical(path, "", "host;x-amz-date")[1]).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "/, /",
    "//, /",
    "/./, /",
    "/example/.., /",
    "/example1/example2/../.., /",
    "//example//, /example/",
    "/./example, /example",
    "/../a, /a",
    "/example space/, /example%20space/",
    "/a%20b, /a%2520b"
  })
  void otherPathsAreNormalisedAndEncodedAgain(String path, String expected) {
    Bytes out = new Bytes(16);

    CanonicalPath.appendNormalised(path, out);

    assertThat(out.text()).isEqualTo(expected);
  }
}
