package dev.trailmark.cloud.kms.lookup;

import dev.trailmark.cloud.kms.model.KeyRecord;
import dev.trailmark.cloud.policy.PolicyDocument;
import dev.trailmark.cloud.policy.PolicyKind;
import dev.trailmark.cloud.policy.PolicyOrigin;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Keys as calls use them, one per key: made anew when the record has been replaced, so that
 * policies are parsed once and not once per call.
 */
public final class KeyViews {
  private final Map<String, KeyView> byAddress = new ConcurrentHashMap<>();
  private final GrantViews grants = new GrantViews();

  /** The view of a record. */
  KeyView of(String address, KeyRecord record) {
    KeyView known = byAddress.get(address);
    if (known != null && known.record() == record) {
      return known;
    }
    KeyView made =
        new KeyView(record, record.arn(), policyOf(record), ConditionKeys.ofKey(record), grants);
    byAddress.put(address, made);
    return made;
  }

  /** Forgets a key that does not exist any more. */
  void forget(String address) {
    byAddress.remove(address);
  }

  private static PolicyDocument policyOf(KeyRecord record) {
    return PolicyDocument.stored(
        record.policy(), PolicyKind.KEY, PolicyOrigin.INPUT, record.account());
  }
}
