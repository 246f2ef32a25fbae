package dev.trailmark.cloud.kms.request;

import dev.trailmark.cloud.operation.Call;
import java.util.List;

/** ARNs of keys and aliases, and whose keys a call without an account of its own means. */
public final class KmsArns {
  private KmsArns() {}

  /** The ARN of a key. */
  public static String key(String account, String region, String keyId) {
    return "arn:aws:kms:" + region + ":" + account + ":key/" + keyId;
  }

  /** The ARN of an alias; {@code name} begins with {@code alias/}. */
  public static String alias(String account, String region, String name) {
    return "arn:aws:kms:" + region + ":" + account + ":" + name;
  }

  /**
   * The account in which bare key ids and alias names are looked up: the caller's, or that for
   * which a service acts by itself; {@code null} when there is neither.
   */
  public static String accountOf(Call call) {
    String own = call.accountId();
    if (own != null) {
      return own;
    }
    List<String> source = call.context().values("aws:sourceaccount");
    return source == null || source.isEmpty() ? null : source.get(0);
  }
}
