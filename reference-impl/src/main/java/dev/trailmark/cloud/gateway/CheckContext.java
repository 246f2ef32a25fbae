package dev.trailmark.cloud.gateway;

import dev.trailmark.cloud.operation.AccessCheck;
import dev.trailmark.cloud.policy.RequestContext;
import java.util.List;

/**
 * The condition keys of one permission: those of the check, {@code aws:ResourceAccount}, and those
 * of the whole request. Nothing is copied: most policies ask for no key at all.
 *
 * @param request the condition keys of the request
 * @param check the permission that is asked for
 */
record CheckContext(RequestContext request, AccessCheck check) implements RequestContext {

  @Override
  public List<String> values(String key) {
    List<String> own = check.context().get(key);
    if (own != null) {
      return own;
    }
    return key.equals("aws:resourceaccount") && check.resourceAccount() != null
        ? List.of(check.resourceAccount())
        : request.values(key);
  }
}
