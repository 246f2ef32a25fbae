package dev.trailmark.cloud.kms.access;

import dev.trailmark.cloud.kms.lookup.KeyUse;
import dev.trailmark.cloud.operation.TrailRule;
import java.util.Map;

/**
 * How CloudTrail records KMS: all calls are management events, and cryptographic ones count as
 * reading.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/kms/latest/developerguide/logging-using-cloudtrail.html">Logging
 *     AWS KMS API calls with AWS CloudTrail</a>
 */
public final class KmsTrail {
  private KmsTrail() {}

  /** Cryptographic operations: neither what goes in nor what comes out is recorded. */
  public static <I, O> TrailRule<I, O> cryptographic() {
    return TrailRule.<I, O>read()
        .omitting(
            "Plaintext",
            "CiphertextBlob",
            "Message",
            "Signature",
            "Mac",
            "PublicKey",
            "SharedSecretCiphertextBlob",
            "GrantTokens");
  }

  /** Reading of which the record shows nothing but that it happened. */
  public static <I, O> TrailRule<I, O> withoutParameters() {
    return TrailRule.<I, O>read().parameters((call, input) -> null);
  }

  /** Changes whose answer is empty; the record names the key all the same. */
  public static <I, O> TrailRule<I, O> changeOfKey() {
    return TrailRule.<I, O>write()
        .responding((call, output) -> Map.of("keyId", KeyUse.of(call).key().arn()));
  }

  /** Changes for which the record has no response elements. */
  public static <I, O> TrailRule<I, O> silentChange() {
    return TrailRule.<I, O>write().withoutResponse();
  }
}
