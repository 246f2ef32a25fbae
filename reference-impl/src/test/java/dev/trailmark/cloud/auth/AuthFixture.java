package dev.trailmark.cloud.auth;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.trailmark.cloud.identity.Principal;
import dev.trailmark.cloud.identity.Session;
import dev.trailmark.cloud.wire.Headers;
import dev.trailmark.cloud.wire.RequestBody;
import dev.trailmark.cloud.wire.WireRequest;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** An authenticator with the keys of AWS's documentation, and requests to try it with. */
final class AuthFixture {
  static final String KEY_ID = "AKIAIOSFODNN7EXAMPLE";
  static final String SECRET = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY";
  static final String SUITE_KEY_ID = "AKIDEXAMPLE";
  static final String SUITE_SECRET = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY";
  static final String SESSION_KEY_ID = "ASIAIOSFODNN7EXAMPLE";
  static final String SESSION_TOKEN = "FwoGZXIvYXdzEXAMPLE+token/=";
  static final Instant SIGNED_AT = Instant.parse("2013-05-24T00:00:00Z");
  static final String EMPTY_HASH =
      "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
  static final UnaryOperator<String> ANY_REGION = region -> null;
  static final SigningRules S3 = new SigningRules("s3", true, ANY_REGION);
  static final SigningRules KMS = new SigningRules("kms", false, ANY_REGION);

  private final Map<String, Credential> known = new HashMap<>();
  private Instant now = SIGNED_AT;
  private final InstantSource clock = () -> now;
  final Authenticator authenticator = new Authenticator(known::get, clock);

  AuthFixture() {
    add(new Credential(KEY_ID, SECRET, null, true, user(KEY_ID)));
    add(new Credential(SUITE_KEY_ID, SUITE_SECRET, null, true, user(SUITE_KEY_ID)));
    add(new Credential("AKIAINACTIVE", SECRET, null, false, user("AKIAINACTIVE")));
    Session session =
        new Session(
            SIGNED_AT.minusSeconds(60), SIGNED_AT.plusSeconds(3600), false, List.of(), Map.of());
    add(
        new Credential(
            SESSION_KEY_ID,
            SECRET,
            SESSION_TOKEN,
            true,
            user(KEY_ID).inSession(SESSION_KEY_ID, session)));
  }

  private void add(Credential credential) {
    known.put(credential.accessKeyId(), credential);
  }

  private static Principal user(String accessKeyId) {
    return Principal.user(
        "111122223333",
        "arn:aws:iam::111122223333:user/alice",
        "AIDAEXAMPLE",
        "alice",
        accessKeyId);
  }

  AuthFixture at(Instant instant) {
    now = instant;
    return this;
  }

  Authentication authenticate(WireRequest request, SigningRules rules) throws AuthFailure {
    return authenticator.authenticate(request, rules);
  }

  AuthFailure refusal(WireRequest request, SigningRules rules) {
    return catchThrowableOfType(AuthFailure.class, () -> authenticate(request, rules));
  }

  AuthErrors.Rendered answer(WireRequest request, SigningRules rules, Style style) {
    return AuthErrors.render(refusal(request, rules), style);
  }

  /** A request; headers are names and values in turn. */
  static WireRequest request(
      String method, String path, String query, byte[] body, String... headers) {
    Headers fields = new Headers();
    for (int i = 0; i < headers.length; i += 2) {
      fields.add(headers[i], headers[i + 1]);
    }
    return new WireRequest(method, path, query, fields, RequestBody.of(body), "127.0.0.1", null);
  }

  static WireRequest get(String path, String query, String... headers) {
    return request("GET", path, query, new byte[0], headers);
  }

  /** The same request with one header replaced, or removed when the value is null. */
  static WireRequest with(WireRequest request, String name, String value) {
    Headers fields = new Headers();
    request
        .headers()
        .forEach(
            (key, old) -> {
              if (!key.equalsIgnoreCase(name)) {
                fields.add(key, old);
              }
            });
    if (value != null) {
      fields.add(name, value);
    }
    return new WireRequest(
        request.method(),
        request.rawPath(),
        request.rawQuery(),
        fields,
        request.body(),
        request.remoteAddress(),
        null);
  }

  static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
