package dev.trailmark.cloud.iam.model;

import dev.trailmark.cloud.policy.PolicyDocument;
import dev.trailmark.cloud.policy.PolicyKind;
import dev.trailmark.cloud.policy.PolicyOrigin;
import dev.trailmark.cloud.store.Kind;
import dev.trailmark.cloud.store.State;
import dev.trailmark.cloud.store.Transaction;
import java.util.NavigableMap;
import java.util.TreeMap;

/** Where managed policies are: customers' in a table under their ARNs, AWS's in a catalog. */
public final class ManagedPolicyState {
  private static final Kind<PolicyRecord> POLICIES = new Kind<>("iam.policy", PolicyRecord.class);
  private static final String PREFIX = "arn:aws:iam::";

  private ManagedPolicyState() {}

  /** Keeps a policy, new or changed. */
  public static void put(Transaction tx, PolicyRecord policy) {
    tx.put(POLICIES, policy.arn(), policy);
  }

  /** Removes a policy. */
  public static void remove(Transaction tx, PolicyRecord policy) {
    tx.remove(POLICIES, policy.arn());
  }

  /** The policies of an account's own, by ARN. */
  public static NavigableMap<String, PolicyRecord> ofAccount(State state, String account) {
    return state.range(POLICIES, PREFIX + account + ":policy/");
  }

  /**
   * The policies of a scope, by ARN.
   *
   * @param scope {@code AWS}, {@code Local}, or {@code All} as {@code null}
   */
  public static NavigableMap<String, PolicyRecord> inScope(
      State state, String account, String scope) {
    if ("Local".equals(scope)) {
      return ofAccount(state, account);
    }
    if ("AWS".equals(scope)) {
      return AwsPolicies.all();
    }
    TreeMap<String, PolicyRecord> all = new TreeMap<>(AwsPolicies.all());
    ofAccount(state, account).forEach(all::put);
    return all;
  }

  /** The policy of that ARN, wherever it is; {@code null} when there is none. */
  public static PolicyRecord find(State state, String arn) {
    PolicyRecord own = AwsPolicies.find(arn);
    return own == null ? state.get(POLICIES, arn) : own;
  }

  /** What a policy says now: its default version, parsed. */
  public static PolicyDocument document(PolicyRecord policy) {
    boolean ofAws = policy.accountId().equals(PolicyRecord.AWS);
    return PolicyTexts.stored(
        policy.current().document(),
        ofAws ? PolicyKind.AWS_MANAGED : PolicyKind.MANAGED,
        new PolicyOrigin(
            ofAws ? PolicyOrigin.Type.AWS_MANAGED : PolicyOrigin.Type.USER_MANAGED,
            policy.name(),
            policy.arn()));
  }

  /** The policy of that ARN if an account may use it: its own or AWS's; else {@code null}. */
  public static PolicyRecord find(State state, String account, String arn) {
    PolicyRecord policy = find(state, arn);
    boolean usable =
        policy != null
            && (policy.accountId().equals(account) || policy.accountId().equals(PolicyRecord.AWS));
    return usable ? policy : null;
  }
}
