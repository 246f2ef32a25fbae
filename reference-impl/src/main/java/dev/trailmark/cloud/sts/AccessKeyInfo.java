package dev.trailmark.cloud.sts;

import dev.trailmark.cloud.iam.model.IamState;
import dev.trailmark.cloud.operation.Call;
import software.amazon.awssdk.services.sts.model.GetAccessKeyInfoRequest;
import software.amazon.awssdk.services.sts.model.GetAccessKeyInfoResponse;

/**
 * GetAccessKeyInfo: whose account an access key belongs to, whatever the account. AWS reads it from
 * the key's id, the simulator looks it up, so keys that do not exist any more have none.
 */
final class AccessKeyInfo {
  private AccessKeyInfo() {}

  static GetAccessKeyInfoResponse get(Call call, GetAccessKeyInfoRequest request) {
    String account = IamState.accountOfKey(call.state(), request.accessKeyId());
    if (account == null) {
      throw StsError.INVALID_CLIENT_TOKEN_ID.fail();
    }
    return GetAccessKeyInfoResponse.builder().account(account).build();
  }
}
