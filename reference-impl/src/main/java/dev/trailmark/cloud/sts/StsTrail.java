package dev.trailmark.cloud.sts;

import dev.trailmark.cloud.iam.request.IamTrail;
import dev.trailmark.cloud.operation.TrailRule;
import java.util.LinkedHashMap;
import java.util.Map;
import software.amazon.awssdk.services.sts.model.AssumeRoleRequest;
import software.amazon.awssdk.services.sts.model.AssumeRoleResponse;
import software.amazon.awssdk.services.sts.model.Credentials;
import software.amazon.awssdk.services.sts.model.GetFederationTokenRequest;
import software.amazon.awssdk.services.sts.model.GetFederationTokenResponse;
import software.amazon.awssdk.services.sts.model.GetSessionTokenRequest;
import software.amazon.awssdk.services.sts.model.GetSessionTokenResponse;

/**
 * How CloudTrail records issued credentials: with the token, which is no secret, without the key;
 * MFA codes are left out. Only GetFederationToken counts as a change.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/IAM/latest/UserGuide/cloudtrail-integration.html">Logging
 *     IAM and AWS STS API calls with AWS CloudTrail</a>
 */
final class StsTrail {
  private StsTrail() {}

  static TrailRule<AssumeRoleRequest, AssumeRoleResponse> ofRole() {
    return TrailRule.<AssumeRoleRequest, AssumeRoleResponse>read()
        .omitting("TokenCode")
        .responding((call, output) -> shown(output));
  }

  static TrailRule<GetSessionTokenRequest, GetSessionTokenResponse> ofUser() {
    return TrailRule.<GetSessionTokenRequest, GetSessionTokenResponse>read()
        .omitting("TokenCode")
        .responding((call, output) -> Map.of("credentials", shown(output.credentials())));
  }

  static TrailRule<GetFederationTokenRequest, GetFederationTokenResponse> ofFederatedUser() {
    return TrailRule.<GetFederationTokenRequest, GetFederationTokenResponse>write()
        .responding((call, output) -> shown(output));
  }

  private static Map<String, Object> shown(AssumeRoleResponse output) {
    Map<String, Object> user = new LinkedHashMap<>();
    user.put("assumedRoleId", output.assumedRoleUser().assumedRoleId());
    user.put("arn", output.assumedRoleUser().arn());
    Map<String, Object> shown = new LinkedHashMap<>();
    shown.put("credentials", shown(output.credentials()));
    shown.put("assumedRoleUser", user);
    if (output.packedPolicySize() != null) {
      shown.put("packedPolicySize", output.packedPolicySize());
    }
    if (output.sourceIdentity() != null) {
      shown.put("sourceIdentity", output.sourceIdentity());
    }
    return shown;
  }

  private static Map<String, Object> shown(GetFederationTokenResponse output) {
    Map<String, Object> user = new LinkedHashMap<>();
    user.put("federatedUserId", output.federatedUser().federatedUserId());
    user.put("arn", output.federatedUser().arn());
    Map<String, Object> shown = new LinkedHashMap<>();
    shown.put("credentials", shown(output.credentials()));
    shown.put("federatedUser", user);
    shown.put("packedPolicySize", output.packedPolicySize());
    return shown;
  }

  private static Map<String, Object> shown(Credentials credentials) {
    Map<String, Object> shown = new LinkedHashMap<>();
    shown.put("accessKeyId", credentials.accessKeyId());
    shown.put("sessionToken", credentials.sessionToken());
    shown.put("expiration", IamTrail.date(credentials.expiration()));
    return shown;
  }
}
