package dev.trailmark.cloud.iam.directory;

import dev.trailmark.cloud.iam.model.GroupRecord;
import dev.trailmark.cloud.iam.model.Holder;
import dev.trailmark.cloud.iam.model.IamState;
import dev.trailmark.cloud.iam.model.ManagedPolicyState;
import dev.trailmark.cloud.iam.model.Permissions;
import dev.trailmark.cloud.iam.model.PolicyRecord;
import dev.trailmark.cloud.iam.model.PolicyTexts;
import dev.trailmark.cloud.iam.model.RoleRecord;
import dev.trailmark.cloud.iam.model.SessionRecord;
import dev.trailmark.cloud.iam.model.UserRecord;
import dev.trailmark.cloud.policy.PolicyDocument;
import dev.trailmark.cloud.policy.PolicyKind;
import dev.trailmark.cloud.policy.PolicyOrigin;
import dev.trailmark.cloud.store.State;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * The policies of users, roles and sessions, parsed, for decisions. Of managed policies the default
 * versions of now count. Reads published records only and never waits; a policy that is detached
 * and deleted between two reads is left out.
 */
final class PrincipalPolicies {
  /** What a boundary allows that is removed and deleted between two reads. */
  private static final PolicyDocument NOTHING =
      PolicyTexts.stored(
          """
          {"Version":"2012-10-17","Statement":[{"Effect":"Deny","Action":"*","Resource":"*"}]}\
          """,
          PolicyKind.MANAGED,
          PolicyOrigin.INPUT);

  private final State state;
  private final PolicyCache cache = new PolicyCache();

  PrincipalPolicies(State state) {
    this.state = state;
  }

  /** A user's own policies and those of its groups, inline and managed. */
  List<PolicyDocument> of(UserRecord user) {
    List<Object> holders = new ArrayList<>();
    holders.add(user);
    for (String name : user.groups()) {
      GroupRecord group = IamState.group(state, user.accountId(), name);
      if (group != null) {
        holders.add(group);
      }
    }
    return of(user.id(), holders);
  }

  /** A role's own policies, inline and managed. */
  List<PolicyDocument> of(RoleRecord role) {
    List<Object> holders = new ArrayList<>(1 + role.permissions().attached().size());
    holders.add(role);
    return of(role.id(), holders);
  }

  /** The policies that narrow a session, of which one must allow. */
  List<PolicyDocument> of(SessionRecord session) {
    List<Object> holders = new ArrayList<>();
    holders.add(session);
    addManaged(session.session().managedPolicies(), holders);
    return cache.parsed(session.accessKeyId(), holders, () -> parse(holders));
  }

  /** A user's or role's permissions boundary; {@code null} for none. */
  PolicyDocument boundary(Permissions permissions) {
    String arn = permissions.boundary();
    if (arn == null) {
      return null;
    }
    PolicyRecord policy = ManagedPolicyState.find(state, arn);
    return policy == null
        ? NOTHING
        : cache
            .parsed("boundary " + arn, List.of(policy), () -> List.of(asBoundary(policy)))
            .get(0);
  }

  private static PolicyDocument asBoundary(PolicyRecord policy) {
    return ManagedPolicyState.document(policy)
        .from(new PolicyOrigin(PolicyOrigin.Type.BOUNDARY, policy.name(), policy.arn()));
  }

  /** Adds the managed policies that the identities have, each once. */
  private List<PolicyDocument> of(String key, List<Object> holders) {
    int identities = holders.size();
    for (int i = 0; i < identities; i++) {
      addManaged(((Holder<?>) holders.get(i)).permissions().attached(), holders);
    }
    return cache.parsed(key, holders, () -> parse(holders));
  }

  private void addManaged(List<String> arns, List<Object> holders) {
    for (String arn : arns) {
      PolicyRecord policy = ManagedPolicyState.find(state, arn);
      if (policy != null && holders.stream().noneMatch(holder -> holder == policy)) {
        holders.add(policy);
      }
    }
  }

  private List<PolicyDocument> parse(List<Object> holders) {
    List<PolicyDocument> documents = new ArrayList<>();
    for (Object holder : holders) {
      if (holder instanceof PolicyRecord policy) {
        documents.add(managed(policy));
      } else if (holder instanceof SessionRecord session) {
        documents.addAll(ofSession(session.session().policies()));
      } else {
        documents.addAll(inline((Holder<?>) holder));
      }
    }
    return documents;
  }

  /** A managed policy is parsed once for all who have it. */
  private PolicyDocument managed(PolicyRecord policy) {
    return cache
        .parsed(policy.arn(), List.of(policy), () -> List.of(ManagedPolicyState.document(policy)))
        .get(0);
  }

  private static List<PolicyDocument> ofSession(Collection<String> texts) {
    return texts.stream()
        .map(
            text ->
                PolicyTexts.stored(
                    text, PolicyKind.SESSION, PolicyOrigin.inline(PolicyOrigin.Type.SESSION, "")))
        .toList();
  }

  private static List<PolicyDocument> inline(Holder<?> holder) {
    PolicyOrigin.Type type =
        holder instanceof UserRecord
            ? PolicyOrigin.Type.USER
            : holder instanceof GroupRecord ? PolicyOrigin.Type.GROUP : PolicyOrigin.Type.ROLE;
    List<PolicyDocument> documents = new ArrayList<>();
    holder
        .permissions()
        .inline()
        .forEach(
            (name, text) ->
                documents.add(
                    PolicyTexts.stored(
                        text, PolicyKind.IDENTITY, PolicyOrigin.inline(type, name))));
    return documents;
  }
}
