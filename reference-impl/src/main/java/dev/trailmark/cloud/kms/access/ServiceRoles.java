package dev.trailmark.cloud.kms.access;

import dev.trailmark.cloud.kms.request.KmsError;
import dev.trailmark.cloud.operation.Call;
import dev.trailmark.cloud.operation.ServiceException;
import java.util.Map;
import software.amazon.awssdk.services.iam.model.CreateServiceLinkedRoleRequest;

/**
 * The service-linked roles that KMS needs in an account. It has IAM make one, in the caller's name
 * and with the caller's permission, when it is first needed; where the role is there nobody needs
 * that permission.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/kms/latest/developerguide/multi-region-auth-slr.html">Authorizing
 *     AWS KMS to synchronize multi-Region keys</a>
 * @see <a
 *     href="https://docs.aws.amazon.com/kms/latest/developerguide/authorize-kms.html">Authorizing
 *     AWS KMS to manage AWS CloudHSM and Amazon EC2 resources</a>
 */
public enum ServiceRoles {
  MULTI_REGION_KEYS(
      "mrk.kms.amazonaws.com",
      "AWSServiceRoleForKeyManagementServiceMultiRegionKeys",
      "Enables access to AWS services and resources required for AWS KMS Multi-Region Keys"),
  CUSTOM_KEY_STORES(
      "cks.kms.amazonaws.com", "AWSServiceRoleForKeyManagementServiceCustomKeyStores", null);

  private final String principal;
  private final String role;
  private final String description;

  ServiceRoles(String principal, String role, String description) {
    this.principal = principal;
    this.role = role;
    this.description = description;
  }

  /** Makes the role unless the caller's account has it; refuses who may not. */
  public void ensure(Call call) {
    String arn =
        "arn:aws:iam::" + call.accountId() + ":role/aws-service-role/" + principal + "/" + role;
    if (call.directory().exists(arn)) {
      return;
    }
    CreateServiceLinkedRoleRequest request =
        CreateServiceLinkedRoleRequest.builder()
            .awsServiceName(principal)
            .description(description)
            .build();
    try {
      call.services().onBehalfOf(call, "iam", "CreateServiceLinkedRole", request, Map.of());
    } catch (ServiceException e) {
      if (e.code().equals("AccessDenied")) {
        throw KmsError.ACCESS_DENIED.because("%s", e.getMessage());
      }
      if (!e.code().equals("InvalidInput")) { // which is that somebody has made it meanwhile
        throw e;
      }
    }
  }
}
