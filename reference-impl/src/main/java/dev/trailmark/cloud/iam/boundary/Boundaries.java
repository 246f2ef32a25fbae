package dev.trailmark.cloud.iam.boundary;

import dev.trailmark.cloud.iam.model.Holder;
import dev.trailmark.cloud.iam.model.IdentityType;
import dev.trailmark.cloud.iam.model.ManagedPolicyState;
import dev.trailmark.cloud.iam.model.Permissions;
import dev.trailmark.cloud.iam.request.IamError;
import dev.trailmark.cloud.operation.Call;
import dev.trailmark.cloud.store.State;
import software.amazon.awssdk.services.iam.model.AttachedPermissionsBoundary;

/**
 * Permissions boundaries of users or roles: managed policies that limit what the others may allow.
 *
 * @param type whose
 * @see <a
 *     href="https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_boundaries.html">Permissions
 *     boundaries for IAM entities</a>
 */
public record Boundaries<H extends Holder<H>>(IdentityType<H> type) {

  /** Sets the boundary, in the place of the one that was. */
  void put(Call call, String holder, String arn) {
    type.update(
        call,
        holder,
        (tx, found) -> {
          requireUsable(tx, call.accountId(), arn);
          return found.with(found.permissions().withBoundary(arn));
        });
  }

  void delete(Call call, String holder) {
    type.update(
        call,
        holder,
        found -> {
          if (found.permissions().boundary() == null) {
            throw IamError.NO_SUCH_ENTITY.because(
                "The %s with name %s has no permissions boundary.", type.noun(), found.name());
          }
          return found.with(found.permissions().withBoundary(null));
        });
  }

  /**
   * What a new user or role begins with.
   *
   * @param arn the boundary's ARN; {@code null} for none
   * @throws dev.trailmark.cloud.operation.ServiceException NoSuchEntity when there is no such
   *     policy
   */
  public static Permissions initial(State state, String account, String arn) {
    if (arn == null) {
      return Permissions.NONE;
    }
    requireUsable(state, account, arn);
    return Permissions.NONE.withBoundary(arn);
  }

  private static void requireUsable(State state, String account, String arn) {
    if (ManagedPolicyState.find(state, account, arn) == null) {
      throw IamError.NO_SUCH_ENTITY.because(
          "Scope ARN: %s does not exist or is not attachable.", arn);
    }
  }

  /**
   * A boundary as responses show it, {@code null} for none. AWS sends {@code Policy} for its type,
   * against the model's word.
   */
  public static AttachedPermissionsBoundary shown(Permissions permissions) {
    return permissions.boundary() == null
        ? null
        : AttachedPermissionsBoundary.builder()
            .permissionsBoundaryType("Policy")
            .permissionsBoundaryArn(permissions.boundary())
            .build();
  }
}
