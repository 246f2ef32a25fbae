package dev.trailmark.cloud.kms.access;

import dev.trailmark.cloud.crypto.MacAlgorithm;
import dev.trailmark.cloud.kms.model.GrantRecord;
import dev.trailmark.cloud.kms.model.KmsTables;
import dev.trailmark.cloud.kms.request.KmsError;
import dev.trailmark.cloud.store.State;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;

/**
 * Grant tokens: each call that makes a grant gets a new one, so a token is not kept but says itself
 * which grant it is for, under a seal that only the grant's record can make.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/kms/latest/developerguide/grants.html#grant_token">Grant
 *     tokens</a>
 */
public final class GrantTokens {
  private static final char SEPARATOR = '|';

  private GrantTokens() {}

  /**
   * A token.
   *
   * @param nonce what tells it from the grant's other tokens
   */
  public static String make(GrantRecord grant, String nonce) {
    String body = grant.address() + SEPARATOR + nonce;
    return Base64.getEncoder().encodeToString(bytes(body + SEPARATOR + seal(grant, body)));
  }

  /** The grant that a token is for; refuses what is no token, and one whose grant is gone. */
  public static GrantRecord grant(State state, String token) {
    String text = text(token);
    int end = text.lastIndexOf(SEPARATOR);
    int middle = text.indexOf(SEPARATOR);
    if (middle < 0 || middle == end) {
      throw KmsError.INVALID_GRANT_TOKEN.fail();
    }
    GrantRecord grant = state.get(KmsTables.GRANTS, text.substring(0, middle));
    if (grant == null
        || !MessageDigest.isEqual(
            bytes(seal(grant, text.substring(0, end))), bytes(text.substring(end + 1)))) {
      throw KmsError.INVALID_GRANT_TOKEN.fail();
    }
    return grant;
  }

  /** Refuses a request with a token that is none. Grants work at once here, with or without. */
  public static void check(State state, List<String> tokens) {
    if (tokens != null) {
      tokens.forEach(token -> grant(state, token));
    }
  }

  private static String seal(GrantRecord grant, String body) {
    return Base64.getEncoder()
        .encodeToString(MacAlgorithm.HMAC_SHA_256.code(grant.seal(), bytes(body)));
  }

  private static String text(String token) {
    try {
      return new String(Base64.getDecoder().decode(token), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw KmsError.INVALID_GRANT_TOKEN.fail();
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
