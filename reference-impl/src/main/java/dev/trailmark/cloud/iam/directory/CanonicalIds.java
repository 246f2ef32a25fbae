package dev.trailmark.cloud.iam.directory;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Canonical user ids. On AWS they are arbitrary; here they follow from the account's id, so that
 * they stay the same for ever without being stored.
 */
final class CanonicalIds {
  private final Map<String, String> known = new ConcurrentHashMap<>();

  String of(String accountId) {
    return known.computeIfAbsent(accountId, CanonicalIds::derive);
  }

  private static String derive(String accountId) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      byte[] source = ("canonical user id of " + accountId).getBytes(StandardCharsets.UTF_8);
      return HexFormat.of().formatHex(digest.digest(source));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
