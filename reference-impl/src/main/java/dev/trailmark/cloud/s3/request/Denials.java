package dev.trailmark.cloud.s3.request;

import dev.trailmark.cloud.identity.Principal;
import dev.trailmark.cloud.operation.AccessCheck;
import dev.trailmark.cloud.operation.Call;
import dev.trailmark.cloud.operation.ServiceException;
import dev.trailmark.cloud.policy.Decision;

/**
 * S3's AccessDenied messages. Anonymous callers, services and callers of other accounts are told
 * nothing; others learn what they lack, the resource in double quotes.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/troubleshoot-403-errors.html"
 *     >Troubleshoot access denied (403 Forbidden) errors</a>
 */
public final class Denials {
  /** The resource of what concerns all of an account's buckets, which no message names. */
  public static final String ALL_BUCKETS = "arn:aws:s3:::*";

  private Denials() {}

  /** The refusal of a decided check. */
  public static ServiceException denied(Call call, AccessCheck check, Decision decision) {
    return refuse(call, check, decision.reason(check.action()));
  }

  /** The refusal for want of a permission, for a reason such as a Block Public Access setting. */
  public static ServiceException refuse(Call call, AccessCheck check, String reason) {
    Principal caller = call.caller().principal();
    boolean outsider =
        caller.accountId() == null || !caller.accountId().equals(check.resourceAccount());
    if (outsider) {
      return S3Error.ACCESS_DENIED.fail();
    }
    boolean named = !check.resource().equals("*") && !check.resource().equals(ALL_BUCKETS);
    String resource = named ? " on resource: \"" + check.resource() + "\"" : "";
    return S3Error.ACCESS_DENIED.because(
        "%s",
        "User: "
            + caller.arn()
            + " is not authorized to perform: "
            + check.action()
            + resource
            + " "
            + reason);
  }
}
