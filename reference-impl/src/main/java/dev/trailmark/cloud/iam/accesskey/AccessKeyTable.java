package dev.trailmark.cloud.iam.accesskey;

import static dev.trailmark.cloud.iam.access.IamAccess.onUser;
import static dev.trailmark.cloud.iam.access.IamLimits.all;

import dev.trailmark.cloud.iam.access.IamLimits;
import dev.trailmark.cloud.iam.request.IamTrail;
import dev.trailmark.cloud.operation.Operation;
import dev.trailmark.cloud.operation.TrailRule;
import java.util.List;
import software.amazon.awssdk.services.iam.model.CreateAccessKeyRequest;
import software.amazon.awssdk.services.iam.model.DeleteAccessKeyRequest;
import software.amazon.awssdk.services.iam.model.GetAccessKeyLastUsedRequest;
import software.amazon.awssdk.services.iam.model.ListAccessKeysRequest;
import software.amazon.awssdk.services.iam.model.UpdateAccessKeyRequest;

/** IAM's operations on access keys. */
public final class AccessKeyTable {
  private static final AccessKeys KEYS = new AccessKeys();

  private AccessKeyTable() {}

  /** The rows. */
  public static List<Operation<?, ?>> rows() {
    return List.of(
        Operation.of("CreateAccessKey", CreateAccessKeyRequest::builder, KEYS::create)
            .access(onUser("CreateAccessKey", CreateAccessKeyRequest::userName))
            .constrain(IamLimits.optionalUser())
            .honours("UserName")
            .trail(IamTrail.ofNewKey())
            .build(),
        Operation.of("ListAccessKeys", ListAccessKeysRequest::builder, KEYS::list)
            .access(onUser("ListAccessKeys", ListAccessKeysRequest::userName))
            .constrain(all(IamLimits.optionalUser(), IamLimits.paging()))
            .honours("UserName", "Marker", "MaxItems")
            .trail(TrailRule.read())
            .build(),
        Operation.of("UpdateAccessKey", UpdateAccessKeyRequest::builder, KEYS::update)
            .access(onUser("UpdateAccessKey", UpdateAccessKeyRequest::userName))
            .constrain(
                all(IamLimits.optionalUser(), IamLimits.accessKeyId(), IamLimits.keyStatus()))
            .honours("UserName", "AccessKeyId", "Status")
            .trail(IamTrail.withoutResponse())
            .build(),
        Operation.of("DeleteAccessKey", DeleteAccessKeyRequest::builder, KEYS::delete)
            .access(onUser("DeleteAccessKey", DeleteAccessKeyRequest::userName))
            .constrain(all(IamLimits.optionalUser(), IamLimits.accessKeyId()))
            .honours("UserName", "AccessKeyId")
            .trail(IamTrail.withoutResponse())
            .build(),
        Operation.of("GetAccessKeyLastUsed", GetAccessKeyLastUsedRequest::builder, KEYS::lastUsed)
            .access(
                (call, input) ->
                    onUser(
                        call,
                        "GetAccessKeyLastUsed",
                        AccessKeys.ownerOf(call, input.accessKeyId())))
            .constrain(IamLimits.accessKeyId())
            .honours("AccessKeyId")
            .trail(TrailRule.read())
            .onWorker()
            .build());
  }
}
