package dev.trailmark.cloud.kms.access;

import dev.trailmark.cloud.kms.lookup.KeyLookup;
import dev.trailmark.cloud.kms.lookup.KeyUse;
import dev.trailmark.cloud.kms.lookup.KeyViews;
import dev.trailmark.cloud.kms.request.KmsError;
import dev.trailmark.cloud.kms.request.Subject;
import dev.trailmark.cloud.operation.AccessCheck;
import dev.trailmark.cloud.operation.Call;
import dev.trailmark.cloud.operation.ServiceException;
import dev.trailmark.cloud.policy.Authority;
import java.util.Set;

/** What an action on a key would need, asked beforehand: finds the key and makes none. */
public final class ForeseenAccess {
  /** Actions that are permitted on the alias itself; the key's permission is another. */
  private static final Set<String> ON_ALIASES =
      Set.of("kms:CreateAlias", "kms:UpdateAlias", "kms:DeleteAlias");

  private final KeyLookup lookup;

  /** One that finds keys in {@code views}. */
  public ForeseenAccess(KeyViews views) {
    this.lookup = new KeyLookup(views, null);
  }

  /**
   * Whether the permission is one on a key, rather than on an alias or on nothing in particular.
   */
  public boolean concernsKey(String action, String resource) {
    return !resource.equals("*") && !(ON_ALIASES.contains(action) && resource.contains("alias/"));
  }

  /** The permission; for another account's key that is not there one without a policy. */
  public AccessCheck check(Call call, String action, String resource) {
    try {
      KeyUse use = KeyAccess.subject(call, lookup.shared(call, resource, action));
      return KeyAccess.check(call, action, use, keys -> {});
    } catch (ServiceException refusal) {
      if (!refusal.code().equals(KmsError.ACCESS_DENIED.code())) {
        throw refusal;
      }
      call.subject((Subject) unnamed -> false);
      return AccessCheck.on(action, resource, resource.split(":", 6)[4])
          .under(null, Authority.KEY_POLICY);
    }
  }
}
