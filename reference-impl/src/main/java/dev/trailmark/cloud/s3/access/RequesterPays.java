package dev.trailmark.cloud.s3.access;

import dev.trailmark.cloud.identity.Principal;
import dev.trailmark.cloud.operation.Call;
import dev.trailmark.cloud.s3.model.BucketRecord;
import dev.trailmark.cloud.s3.model.ConfigurationRecord;
import dev.trailmark.cloud.s3.model.S3Kinds;
import dev.trailmark.cloud.s3.request.S3Error;
import dev.trailmark.cloud.store.State;

/**
 * Buckets whose visitors pay: requests of other accounts must say that they know, and are told that
 * they are charged; nobody's requests are refused. The owner's account and AWS's services need not
 * say so.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/RequesterPaysBuckets.html">
 *     Using Requester Pays general purpose buckets</a>
 */
public final class RequesterPays {
  /** Under which the configuration is kept. */
  public static final String NAME = "requestPayment";

  /** What is kept beside the configuration to tell who pays. */
  public static final String PAYER = "payer";

  /** The payer that is not the owner. */
  public static final String REQUESTER = "Requester";

  /** The header of answers. */
  public static final String CHARGED = "x-amz-request-charged";

  private static final String HEADER = "x-amz-request-payer";

  private RequesterPays() {}

  /**
   * Lets a request pass or refuses it.
   *
   * @throws dev.trailmark.cloud.operation.ServiceException AccessDenied
   */
  static void require(Call call, BucketRecord bucket) {
    Principal caller = call.caller().principal();
    boolean pays =
        call.wire() != null
            && !caller.isService()
            && !bucket.ownerAccount().equals(caller.accountId())
            && isOn(call.state(), bucket);
    if (!pays) {
      return;
    }
    if (caller.isAnonymous() || !"requester".equals(call.wire().header(HEADER))) {
      throw S3Error.ACCESS_DENIED.fail();
    }
    if (!call.replyHeaders().has(CHARGED)) {
      call.header(CHARGED, "requester");
    }
  }

  /** Whether a bucket's visitors pay. */
  public static boolean isOn(State state, BucketRecord bucket) {
    ConfigurationRecord kept =
        state.get(S3Kinds.CONFIGURATION, S3Kinds.configurationKey(bucket.name(), NAME, ""));
    return kept != null && REQUESTER.equals(kept.extras().get(PAYER));
  }
}
