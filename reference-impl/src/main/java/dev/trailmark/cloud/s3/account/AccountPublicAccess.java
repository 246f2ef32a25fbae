package dev.trailmark.cloud.s3.account;

import dev.trailmark.cloud.operation.AccessCheck;
import dev.trailmark.cloud.operation.Call;
import dev.trailmark.cloud.operation.Operation;
import dev.trailmark.cloud.s3.Documents;
import dev.trailmark.cloud.s3.PublicAccessRecord;
import dev.trailmark.cloud.s3.S3Access;
import dev.trailmark.cloud.s3.S3Error;
import dev.trailmark.cloud.s3.S3Family;
import dev.trailmark.cloud.s3.S3Kinds;
import dev.trailmark.cloud.s3.S3Trail;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.s3.model.DeletePublicAccessBlockRequest;
import software.amazon.awssdk.services.s3.model.DeletePublicAccessBlockResponse;
import software.amazon.awssdk.services.s3.model.GetPublicAccessBlockRequest;
import software.amazon.awssdk.services.s3.model.GetPublicAccessBlockResponse;
import software.amazon.awssdk.services.s3.model.PublicAccessBlockConfiguration;
import software.amazon.awssdk.services.s3.model.PutPublicAccessBlockRequest;
import software.amazon.awssdk.services.s3.model.PutPublicAccessBlockResponse;

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
public final class AccountPublicAccess implements S3Family {
  private static final String ACCOUNT = "x-amz-account-id";
  private static final String XMLNS = "http://awss3control.amazonaws.com/doc/2018-08-20/";

  @Override
  public List<Operation<?, ?>> operations(S3Access access) {
    return List.of(put(), get(), delete());
  }

  private static Operation<?, ?> put() {
    return Operation.<PutPublicAccessBlockRequest, PutPublicAccessBlockResponse>of(
            "PutAccountPublicAccessBlock",
            PutPublicAccessBlockRequest::builder,
            AccountPublicAccess::put)
        .access((call, in) -> check(call, "s3:PutAccountPublicAccessBlock"))
        .honours("ContentMD5", "ChecksumAlgorithm", "PublicAccessBlockConfiguration")
        .trail(S3Trail.write(in -> null, S3Trail::noKey, AccountPublicAccess::record))
        .build();
  }

  private static Operation<?, ?> get() {
    return Operation.<GetPublicAccessBlockRequest, GetPublicAccessBlockResponse>of(
            "GetAccountPublicAccessBlock",
            GetPublicAccessBlockRequest::builder,
            AccountPublicAccess::get)
        .access((call, in) -> check(call, "s3:GetAccountPublicAccessBlock"))
        .honours()
        .trail(S3Trail.read(in -> null, S3Trail::noKey))
        .build();
  }

  private static Operation<?, ?> delete() {
    return Operation.<DeletePublicAccessBlockRequest, DeletePublicAccessBlockResponse>of(
            "DeleteAccountPublicAccessBlock",
            DeletePublicAccessBlockRequest::builder,
            AccountPublicAccess::delete)
        .access((call, in) -> check(call, "s3:PutAccountPublicAccessBlock"))
        .honours()
        .status(204)
        .trail(S3Trail.write(in -> null, S3Trail::noKey))
        .build();
  }

  /** The account is the resource; nobody but its own principals gets at it. */
  private static List<AccessCheck> check(Call call, String action) {
    String account = call.wire() == null ? null : call.wire().header(ACCOUNT);
    if (account == null) {
      throw S3Error.INVALID_REQUEST.because("Missing required header for this request: " + ACCOUNT);
    }
    if (!account.equals(call.accountId())) {
      throw S3Error.ACCESS_DENIED.fail();
    }
    return List.of(AccessCheck.onAny(action, account));
  }

  private static PutPublicAccessBlockResponse put(Call call, PutPublicAccessBlockRequest in) {
    Documents.verify(call, in.contentMD5(), in.checksumAlgorithmAsString());
    PublicAccessBlockConfiguration sent = in.publicAccessBlockConfiguration();
    if (sent == null) {
      throw S3Error.MALFORMED_XML.fail();
    }
    if (PublicAccessBlockConfiguration.builder().build().equals(sent)) {
      throw S3Error.INVALID_REQUEST.because("Must specify at least one configuration.");
    }
    change(call, PublicAccessRecord.of(sent));
    return PutPublicAccessBlockResponse.builder().build();
  }

  private static GetPublicAccessBlockResponse get(Call call, GetPublicAccessBlockRequest in) {
    PublicAccessRecord block = call.state().get(S3Kinds.ACCOUNT_PUBLIC_ACCESS, call.accountId());
    if (block == null) {
      throw S3Error.NO_SUCH_PUBLIC_ACCESS_BLOCK.fail().with("AccountId", call.accountId());
    }
    return GetPublicAccessBlockResponse.builder()
        .publicAccessBlockConfiguration(block.shown())
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
    PublicAccessRecord.recorded(in.publicAccessBlockConfiguration(), XMLNS, parameters);
  }
}
