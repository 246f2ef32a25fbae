package dev.trailmark.cloud.iam.policy;

import dev.trailmark.cloud.iam.model.IdentityType;
import dev.trailmark.cloud.iam.model.UserRecord;
import dev.trailmark.cloud.operation.Operation;
import java.util.List;
import java.util.stream.Stream;
import software.amazon.awssdk.services.iam.model.AttachUserPolicyRequest;
import software.amazon.awssdk.services.iam.model.AttachUserPolicyResponse;
import software.amazon.awssdk.services.iam.model.DeleteUserPolicyRequest;
import software.amazon.awssdk.services.iam.model.DeleteUserPolicyResponse;
import software.amazon.awssdk.services.iam.model.DetachUserPolicyRequest;
import software.amazon.awssdk.services.iam.model.DetachUserPolicyResponse;
import software.amazon.awssdk.services.iam.model.GetUserPolicyRequest;
import software.amazon.awssdk.services.iam.model.GetUserPolicyResponse;
import software.amazon.awssdk.services.iam.model.ListAttachedUserPoliciesRequest;
import software.amazon.awssdk.services.iam.model.ListAttachedUserPoliciesResponse;
import software.amazon.awssdk.services.iam.model.ListUserPoliciesRequest;
import software.amazon.awssdk.services.iam.model.ListUserPoliciesResponse;
import software.amazon.awssdk.services.iam.model.PutUserPolicyRequest;
import software.amazon.awssdk.services.iam.model.PutUserPolicyResponse;

/** IAM's operations on the policies of users. */
public final class UserPolicyTable {

  private UserPolicyTable() {}

  /** The rows. */
  public static List<Operation<?, ?>> rows() {
    return Stream.of(inline(), attached()).flatMap(List::stream).toList();
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

  private static List<Operation<?, ?>> attached() {
    AttachmentRows<UserRecord> rows = new AttachmentRows<>(IdentityType.USER);
    return List.of(
        rows.attach(
            AttachUserPolicyRequest::builder,
            AttachUserPolicyRequest::userName,
            AttachUserPolicyRequest::policyArn,
            () -> AttachUserPolicyResponse.builder().build()),
        rows.detach(
            DetachUserPolicyRequest::builder,
            DetachUserPolicyRequest::userName,
            DetachUserPolicyRequest::policyArn,
            () -> DetachUserPolicyResponse.builder().build()),
        rows.list(
            ListAttachedUserPoliciesRequest::builder,
            ListAttachedUserPoliciesRequest::userName,
            new AttachmentRows.Listing<>(
                ListAttachedUserPoliciesRequest::pathPrefix,
                ListAttachedUserPoliciesRequest::marker,
                ListAttachedUserPoliciesRequest::maxItems),
            page ->
                ListAttachedUserPoliciesResponse.builder()
                    .attachedPolicies(page.items())
                    .isTruncated(page.truncated())
                    .marker(page.marker())
                    .build()));
  }
}
