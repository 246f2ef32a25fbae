package dev.trailmark.cloud.kms.lookup;

import dev.trailmark.cloud.kms.model.GrantRecord;
import dev.trailmark.cloud.kms.model.KmsTables;
import dev.trailmark.cloud.policy.Grant;
import dev.trailmark.cloud.policy.GrantConstraint;
import dev.trailmark.cloud.store.State;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

/** Grants as the policy engine uses them, made once for each record and not once per call. */
public final class GrantViews {
  private final Map<String, View> byAddress = new ConcurrentHashMap<>();

  private record View(GrantRecord record, Grant grant) {}

  /**
   * The grants on a key.
   *
   * @param wanted which of them
   */
  public List<Grant> on(State state, String keyAddress, Predicate<GrantRecord> wanted) {
    Map<String, GrantRecord> range = state.range(KmsTables.GRANTS, keyAddress + "/");
    if (range.isEmpty()) {
      return List.of();
    }
    List<Grant> grants = new ArrayList<>();
    for (GrantRecord record : range.values()) {
      if (wanted.test(record)) {
        grants.add(grant(record));
      }
    }
    return grants;
  }

  /** Forgets a grant that does not exist any more. */
  void forget(String address) {
    byAddress.remove(address);
  }

  private Grant grant(GrantRecord record) {
    View known = byAddress.get(record.address());
    if (known != null && known.record() == record) {
      return known.grant();
    }
    Grant made =
        new Grant(
            record.id(),
            record.id(),
            true,
            record.grantee(),
            record.retiring(),
            Set.copyOf(record.operations()),
            constraint(record));
    byAddress.put(record.address(), new View(record, made));
    return made;
  }

  private static GrantConstraint constraint(GrantRecord record) {
    String source = record.sourceArn();
    if (record.equalTo() != null) {
      return new GrantConstraint(GrantConstraint.Type.EQUALS, record.equalTo(), source);
    }
    return record.containing() == null
        ? new GrantConstraint(GrantConstraint.Type.NONE, Map.of(), source)
        : new GrantConstraint(GrantConstraint.Type.SUBSET, record.containing(), source);
  }
}
