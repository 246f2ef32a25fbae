package dev.trailmark.cloud.kms.lookup;

import dev.trailmark.cloud.kms.model.KeyRecord;
import dev.trailmark.cloud.policy.PolicyDocument;
import java.util.List;
import java.util.Map;

/**
 * A key as calls use it: its record and what follows from it, computed once per version of the
 * record.
 *
 * @param record the state
 * @param arn the key's ARN
 * @param policy the key policy, parsed
 * @param conditions the condition keys that the record determines
 * @param grants where the grants on keys are found
 */
public record KeyView(
    KeyRecord record,
    String arn,
    PolicyDocument policy,
    Map<String, List<String>> conditions,
    GrantViews grants) {

  /** The account that owns the key. */
  public String account() {
    return record.account();
  }
}
