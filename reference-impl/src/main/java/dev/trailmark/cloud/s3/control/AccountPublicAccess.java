package dev.trailmark.cloud.s3.control;

import dev.trailmark.cloud.operation.AccessCheck;
import dev.trailmark.cloud.operation.Call;
import dev.trailmark.cloud.operation.Operation;
import dev.trailmark.cloud.s3.model.PublicAccessRecord;
import dev.trailmark.cloud.s3.model.S3Kinds;
import dev.trailmark.cloud.s3.request.S3Error;
import dev.trailmark.cloud.s3.request.S3Trail;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.s3control.model.DeletePublicAccessBlockRequest;
import software.amazon.awssdk.services.s3control.model.DeletePublicAccessBlockResponse;
import software.amazon.awssdk.services.s3control.model.GetPublicAccessBlockRequest;
import software.amazon.awssdk.services.s3control.model.GetPublicAccessBlockResponse;
import software.amazon.awssdk.services.s3control.model.PublicAccessBlockConfiguration;
import software.amazon.awssdk.services.s3control.model.PutPublicAccessBlockRequest;
import software.amazon.awssdk.services.s3control.model.PutPublicAccessBlockResponse;

/**
 * Block Public Access of an account, which holds for all its buckets beside their own. S3 Control
 * names these operations as S3 names those on a bucket; permissions and records tell them apart,
 * and the rows are called as these are. The account is named by the header {@code
 * x-amz-account-id}. The messages are those of the bucket's block, but without a bucket.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_control_PutPublicAccessBlock.html"
 *     >PutPublicAccessBlock (S3 Control)</a>
 */
final class AccountPublicAccess {
  private AccountPublicAccess() {}

  static List<Operation<?, ?>> rows() {
    return List.of(put(), get(), delete());
  }

  private static Operation<?, ?> put() {
    return Operation.<PutPublicAccessBlockRequest, PutPublicAccessBlockResponse>of(
            "PutAccountPublicAccessBlock",
            PutPublicAccessBlockRequest::builder,
            AccountPublicAccess::put)
        .access((call, in) -> check(call, in.accountId(), "s3:PutAccountPublicAccessBlock"))
        .honours("AccountId", "PublicAccessBlockConfiguration")
        .trail(S3Trail.write(in -> null, S3Trail::noKey, AccountPublicAccess::record))
        .build();
  }

  private static Operation<?, ?> get() {
    return Operation.<GetPublicAccessBlockRequest, GetPublicAccessBlockResponse>of(
            "GetAccountPublicAccessBlock",
            GetPublicAccessBlockRequest::builder,
            AccountPublicAccess::get)
        .access((call, in) -> check(call, in.accountId(), "s3:GetAccountPublicAccessBlock"))
        .honours("AccountId")
        .trail(S3Trail.read(in -> null, S3Trail::noKey))
        .build();
  }

  private static Operation<?, ?> delete() {
    return Operation.<DeletePublicAccessBlockRequest, DeletePublicAccessBlockResponse>of(
            "DeleteAccountPublicAccessBlock",
            DeletePublicAccessBlockRequest::builder,
            AccountPublicAccess::delete)
        .access((call, in) -> check(call, in.accountId(), "s3:PutAccountPublicAccessBlock"))
        .honours("AccountId")
        .status(204)
        .trail(S3Trail.write(in -> null, S3Trail::noKey))
        .build();
  }

  /** The account is the resource; nobody but its own principals gets at it. */
  private static List<AccessCheck> check(Call call, String account, String action) {
    ControlRequests.requireAccount(account);
    if (!account.equals(call.accountId())) {
      throw S3Error.ACCESS_DENIED.fail();
    }
    return List.of(AccessCheck.onAny(action, account));
  }

  private static PutPublicAccessBlockResponse put(Call call, PutPublicAccessBlockRequest in) {
    ControlRequests.verify(call);
    PublicAccessBlockConfiguration sent = in.publicAccessBlockConfiguration();
    if (sent == null) {
      throw S3Error.MALFORMED_XML.fail();
    }
    if (PublicAccessBlockConfiguration.builder().build().equals(sent)) {
      throw S3Error.INVALID_REQUEST.because("Must specify at least one configuration.");
    }
    change(
        call,
        new PublicAccessRecord(
            Boolean.TRUE.equals(sent.blockPublicAcls()),
            Boolean.TRUE.equals(sent.ignorePublicAcls()),
            Boolean.TRUE.equals(sent.blockPublicPolicy()),
            Boolean.TRUE.equals(sent.restrictPublicBuckets())));
    return PutPublicAccessBlockResponse.builder().build();
  }

  private static GetPublicAccessBlockResponse get(Call call, GetPublicAccessBlockRequest in) {
    PublicAccessRecord block = call.state().get(S3Kinds.ACCOUNT_PUBLIC_ACCESS, call.accountId());
    if (block == null) {
      throw S3Error.NO_SUCH_PUBLIC_ACCESS_BLOCK.fail().with("AccountId", call.accountId());
    }
    return GetPublicAccessBlockResponse.builder()
        .publicAccessBlockConfiguration(
            shown ->
                shown
                    .blockPublicAcls(block.blockAcls())
                    .ignorePublicAcls(block.ignoreAcls())
                    .blockPublicPolicy(block.blockPolicy())
                    .restrictPublicBuckets(block.restrict()))
        .build();
  }

  /** Succeeds whether there is one or not. */
  private static DeletePublicAccessBlockResponse delete(
      Call call, DeletePublicAccessBlockRequest in) {
    change(call, null);
    return DeletePublicAccessBlockResponse.builder().build();
  }

  private static void change(Call call, PublicAccessRecord block) {
    String account = call.accountId();
    call.update(
        "s3-account/" + account,
        tx -> {
          if (block == null) {
            tx.remove(S3Kinds.ACCOUNT_PUBLIC_ACCESS, account);
          } else {
            tx.put(S3Kinds.ACCOUNT_PUBLIC_ACCESS, account, block);
          }
          return null;
        });
  }

  private static void record(PutPublicAccessBlockRequest in, Map<String, Object> parameters) {
    PublicAccessBlockConfiguration sent = in.publicAccessBlockConfiguration();
    if (sent != null) {
      PublicAccessRecord.recorded(
          software.amazon.awssdk.services.s3.model.PublicAccessBlockConfiguration.builder()
              .blockPublicAcls(sent.blockPublicAcls())
              .ignorePublicAcls(sent.ignorePublicAcls())
              .blockPublicPolicy(sent.blockPublicPolicy())
              .restrictPublicBuckets(sent.restrictPublicBuckets())
              .build(),
          ControlRequests.XMLNS,
          parameters);
    }
  }
}
