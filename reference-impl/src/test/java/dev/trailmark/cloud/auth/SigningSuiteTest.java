package dev.trailmark.cloud.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.trailmark.cloud.identity.Principal;
import dev.trailmark.cloud.wire.Headers;
import dev.trailmark.cloud.wire.RequestBody;
import dev.trailmark.cloud.wire.WireRequest;
import java.io.InputStream;
import java.time.Instant;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The requests of AWS's own signing test suite verify, and no longer once their path or query is
 * another. Cases whose path is not normalised are S3's. The lines of the value of several lines are
 * fields of one name, which is what their signature says.
 */
class SigningSuiteTest {
  private static final Instant SIGNED_AT = Instant.parse("2015-08-30T12:36:00Z");

  static Stream<Arguments> cases() throws Exception {
    try (InputStream in = SigningSuiteTest.class.getResourceAsStream("/auth/signing-suite.json")) {
      JsonNode cases = new ObjectMapper().readTree(in).get("cases");
      return StreamSupport.stream(cases.spliterator(), false)
          .map(each -> Arguments.of(each.get("name").asText(), each));
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("cases")
  void verifies(String name, JsonNode suite) throws AuthFailure {
    SigningRules rules =
        new SigningRules("service", name.contains("-unnormalized"), AuthFixture.ANY_REGION);
    Authenticator authenticator = authenticator(suite.path("token").asText(null));
    String target = suite.get("target").asText();

    Authentication proven = authenticator.authenticate(request(suite, target, rules), rules);

    assertThat(proven.accessKeyId()).isEqualTo(AuthFixture.SUITE_KEY_ID);
    String other = target.contains("?") ? target + "&x" : target + "x";
    assertThat(
            catchThrowableOfType(
                    AuthFailure.class,
                    () -> authenticator.authenticate(request(suite, other, rules), rules))
                .kind())
        .isEqualTo(AuthFailure.Kind.SIGNATURE_MISMATCH);
  }

  private static Authenticator authenticator(String token) {
    String id = AuthFixture.SUITE_KEY_ID;
    Principal user =
        Principal.user("111122223333", "arn:aws:iam::111122223333:user/a", "AIDAA", "a", id);
    Credential credential = new Credential(id, AuthFixture.SUITE_SECRET, token, true, user);
    return new Authenticator(key -> credential, () -> SIGNED_AT);
  }

  /** S3 wants the payload's hash beside the signature; it is on the canonical request anyway. */
  private static WireRequest request(JsonNode suite, String target, SigningRules rules) {
    Headers headers = new Headers();
    suite
        .get("headers")
        .forEach(header -> headers.add(header.get(0).asText(), header.get(1).asText()));
    if (rules.s3()) {
      headers.add("x-amz-content-sha256", AuthFixture.EMPTY_HASH);
    }
    int question = target.indexOf('?');
    return new WireRequest(
        suite.get("method").asText(),
        question < 0 ? target : target.substring(0, question),
        question < 0 ? "" : target.substring(question + 1),
        headers,
        RequestBody.of(AuthFixture.utf8(suite.path("body").asText())),
        "127.0.0.1",
        null);
  }
}
