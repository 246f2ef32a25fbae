package dev.trailmark.cloud.iam.model;

import dev.trailmark.cloud.iam.request.IamArns;
import dev.trailmark.cloud.iam.request.IamError;
import dev.trailmark.cloud.iam.request.Quota;
import dev.trailmark.cloud.operation.Call;
import dev.trailmark.cloud.operation.ServiceException;
import dev.trailmark.cloud.store.Kind;
import dev.trailmark.cloud.store.State;
import dev.trailmark.cloud.store.Transaction;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;

/**
 * Users, groups or roles, as far as policies make no difference between them.
 *
 * @param name as operations spell it, such as {@code User} in AttachUserPolicy
 * @param noun as ARNs and messages spell it
 * @param nameLength the longest name that one may ask for, in characters
 * @param inlineQuota most characters of all inline policies together, white space not counted
 * @param attachments most managed policies that can be attached to one
 * @param table where the records are
 * @param keeper puts a changed record into its table
 * @see <a
 *     href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html">Quotas</a>
 */
public record IdentityType<H extends Holder<H>>(
    String name,
    String noun,
    int nameLength,
    int inlineQuota,
    Quota attachments,
    Kind<H> table,
    BiConsumer<Transaction, H> keeper) {

  /** Users. */
  public static final IdentityType<UserRecord> USER =
      new IdentityType<>(
          "User", "user", 128, 2_048, Quota.POLICIES_PER_USER, IamState.USERS, IamState::put);

  /** Groups. */
  public static final IdentityType<GroupRecord> GROUP =
      new IdentityType<>(
          "Group", "group", 128, 5_120, Quota.POLICIES_PER_GROUP, IamState.GROUPS, IamState::put);

  /** Roles. */
  public static final IdentityType<RoleRecord> ROLE =
      new IdentityType<>(
          "Role", "role", 64, 10_240, Quota.POLICIES_PER_ROLE, IamState.ROLES, IamState::put);

  /** The request member that names one of them. */
  public String member() {
    return name + "Name";
  }

  /** The one of that name, whatever its case; {@code null} when there is none. */
  public H find(State state, String account, String wanted) {
    return state.get(table, IamState.key(account, wanted));
  }

  /** The one of that name, or NoSuchEntity. */
  public H require(State state, String account, String wanted) {
    H found = find(state, account, wanted);
    if (found == null) {
      throw missing(wanted);
    }
    return found;
  }

  /**
   * Refuses a name that another one has, whatever its case.
   *
   * @throws ServiceException EntityAlreadyExists
   */
  public void refuseTaken(State state, String account, String wanted) {
    if (find(state, account, wanted) != null) {
      throw IamError.ENTITY_ALREADY_EXISTS.because("%s with name %s already exists.", name, wanted);
    }
  }

  /** The same when one is renamed, which may stay its own name or change its case only. */
  public void refuseTaken(State state, String account, String oldName, String wanted) {
    if (!oldName.equalsIgnoreCase(wanted)) {
      refuseTaken(state, account, wanted);
    }
  }

  /** NoSuchEntity for that name. */
  public ServiceException missing(String wanted) {
    return IamError.NO_SUCH_ENTITY.because("The %s with name %s cannot be found.", noun, wanted);
  }

  /**
   * The ARN of the one of that name; where there is none, the one it would have below {@code /}.
   */
  public String arn(Call call, String wanted) {
    H found = find(call.state(), call.accountId(), wanted);
    return found == null ? IamArns.of(call, noun, null, wanted) : found.arn();
  }

  /**
   * Changes the identity of that name in the caller's account, as the last thing of a call.
   *
   * @return the identity as it is now
   */
  public H update(Call call, String wanted, UnaryOperator<H> change) {
    return update(call, wanted, (tx, found) -> change.apply(found));
  }

  /** The same for a change that depends on other records. */
  public H update(Call call, String wanted, BiFunction<State, H, H> change) {
    return put(
        call,
        wanted,
        (tx, found) -> {
          found.checkModifiable();
          return change.apply(tx, found);
        });
  }

  /** The same for what may be changed of a service's role too: its description and its tags. */
  public H annotate(Call call, String wanted, UnaryOperator<H> change) {
    return put(call, wanted, (tx, found) -> change.apply(found));
  }

  private H put(Call call, String wanted, BiFunction<State, H, H> change) {
    String account = call.accountId();
    return call.update(
        IamState.scope(account),
        tx -> {
          H found = require(tx, account, wanted);
          H changed = change.apply(tx, found);
          keeper.accept(tx, changed);
          return changed;
        });
  }
}
