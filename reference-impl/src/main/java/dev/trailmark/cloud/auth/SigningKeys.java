package dev.trailmark.cloud.auth;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Signing keys, derived from a secret for one day, region and service, and kept for the next
 * request.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html">Create
 *     a signed AWS API request, step 3</a>
 */
final class SigningKeys {
  /** Beyond this the cache starts over: dates pass, and a caller can make up regions. */
  private static final int LIMIT = 4096;

  private final Map<Id, byte[]> keys = new ConcurrentHashMap<>();

  private record Id(String secret, String date, String region, String service) {}

  byte[] get(String secret, Claim claim) {
    Id id = new Id(secret, claim.date(), claim.region(), claim.service());
    byte[] known = keys.get(id);
    if (known != null) {
      return known;
    }
    byte[] derived = derive(id);
    if (keys.size() >= LIMIT) {
      keys.clear();
    }
    keys.put(id, derived);
    return derived;
  }

  private static byte[] derive(Id id) {
    Scratch scratch = Scratch.get();
    byte[] key = utf8("AWS4" + id.secret());
    key = scratch.hmac(key, utf8(id.date()));
    key = scratch.hmac(key, utf8(id.region()));
    key = scratch.hmac(key, utf8(id.service()));
    return scratch.hmac(key, utf8("aws4_request"));
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
