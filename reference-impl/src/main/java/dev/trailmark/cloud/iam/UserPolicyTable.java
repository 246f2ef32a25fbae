package dev.trailmark.cloud.iam;

import dev.trailmark.cloud.operation.Operation;
import java.util.List;
import java.util.stream.Stream;
import software.amazon.awssdk.services.iam.model.DeleteUserPolicyRequest;
import software.amazon.awssdk.services.iam.model.DeleteUserPolicyResponse;
import software.amazon.awssdk.services.iam.model.GetUserPolicyRequest;
import software.amazon.awssdk.services.iam.model.GetUserPolicyResponse;
import software.amazon.awssdk.services.iam.model.ListUserPoliciesRequest;
import software.amazon.awssdk.services.iam.model.ListUserPoliciesResponse;
import software.amazon.awssdk.services.iam.model.PutUserPolicyRequest;
import software.amazon.awssdk.services.iam.model.PutUserPolicyResponse;

/** IAM's operations on the policies of users. */
final class UserPolicyTable {

  private UserPolicyTable() {}

  static List<Operation<?, ?>> rows() {
    return Stream.of(inline()).flatMap(List::stream).toList();
  }

  private static List<Operation<?, ?>> inline() {
    InlinePolicyRows<UserRecord> rows = new InlinePolicyRows<>(IdentityType.USER);
    return List.of(
        rows.put(
            PutUserPolicyRequest::builder,
            PutUserPolicyRequest::userName,
            PutUserPolicyRequest::policyName,
            PutUserPolicyRequest::policyDocument,
            () -> PutUserPolicyResponse.builder().build()),
        rows.get(
            GetUserPolicyRequest::builder,
            GetUserPolicyRequest::userName,
            GetUserPolicyRequest::policyName,
            (request, text) ->
                GetUserPolicyResponse.builder()
                    .userName(request.userName())
                    .policyName(request.policyName())
                    .policyDocument(text)
                    .build()),
        rows.delete(
            DeleteUserPolicyRequest::builder,
            DeleteUserPolicyRequest::userName,
            DeleteUserPolicyRequest::policyName,
            () -> DeleteUserPolicyResponse.builder().build()),
        rows.list(
            ListUserPoliciesRequest::builder,
            ListUserPoliciesRequest::userName,
            ListUserPoliciesRequest::marker,
            ListUserPoliciesRequest::maxItems,
            page ->
                ListUserPoliciesResponse.builder()
                    .policyNames(page.items())
                    .isTruncated(page.truncated())
                    .marker(page.marker())
                    .build()));
  }
}
