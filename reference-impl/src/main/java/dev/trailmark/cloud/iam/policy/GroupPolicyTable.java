package dev.trailmark.cloud.iam.policy;

import dev.trailmark.cloud.iam.model.GroupRecord;
import dev.trailmark.cloud.iam.model.IdentityType;
import dev.trailmark.cloud.operation.Operation;
import java.util.List;
import java.util.stream.Stream;
import software.amazon.awssdk.services.iam.model.AttachGroupPolicyRequest;
import software.amazon.awssdk.services.iam.model.AttachGroupPolicyResponse;
import software.amazon.awssdk.services.iam.model.DeleteGroupPolicyRequest;
import software.amazon.awssdk.services.iam.model.DeleteGroupPolicyResponse;
import software.amazon.awssdk.services.iam.model.DetachGroupPolicyRequest;
import software.amazon.awssdk.services.iam.model.DetachGroupPolicyResponse;
import software.amazon.awssdk.services.iam.model.GetGroupPolicyRequest;
import software.amazon.awssdk.services.iam.model.GetGroupPolicyResponse;
import software.amazon.awssdk.services.iam.model.ListAttachedGroupPoliciesRequest;
import software.amazon.awssdk.services.iam.model.ListAttachedGroupPoliciesResponse;
import software.amazon.awssdk.services.iam.model.ListGroupPoliciesRequest;
import software.amazon.awssdk.services.iam.model.ListGroupPoliciesResponse;
import software.amazon.awssdk.services.iam.model.PutGroupPolicyRequest;
import software.amazon.awssdk.services.iam.model.PutGroupPolicyResponse;

/** IAM's operations on the policies of groups. */
public final class GroupPolicyTable {

  private GroupPolicyTable() {}

  /** The rows. */
  public static List<Operation<?, ?>> rows() {
    return Stream.of(inline(), attached()).flatMap(List::stream).toList();
  }

  private static List<Operation<?, ?>> inline() {
    InlinePolicyRows<GroupRecord> rows = new InlinePolicyRows<>(IdentityType.GROUP);
    return List.of(
        rows.put(
            PutGroupPolicyRequest::builder,
            PutGroupPolicyRequest::groupName,
            PutGroupPolicyRequest::policyName,
            PutGroupPolicyRequest::policyDocument,
            () -> PutGroupPolicyResponse.builder().build()),
        rows.get(
            GetGroupPolicyRequest::builder,
            GetGroupPolicyRequest::groupName,
            GetGroupPolicyRequest::policyName,
            (request, text) ->
                GetGroupPolicyResponse.builder()
                    .groupName(request.groupName())
                    .policyName(request.policyName())
                    .policyDocument(text)
                    .build()),
        rows.delete(
            DeleteGroupPolicyRequest::builder,
            DeleteGroupPolicyRequest::groupName,
            DeleteGroupPolicyRequest::policyName,
            () -> DeleteGroupPolicyResponse.builder().build()),
        rows.list(
            ListGroupPoliciesRequest::builder,
            ListGroupPoliciesRequest::groupName,
            ListGroupPoliciesRequest::marker,
            ListGroupPoliciesRequest::maxItems,
            page ->
                ListGroupPoliciesResponse.builder()
                    .policyNames(page.items())
                    .isTruncated(page.truncated())
                    .marker(page.marker())
                    .build()));
  }

  private static List<Operation<?, ?>> attached() {
    AttachmentRows<GroupRecord> rows = new AttachmentRows<>(IdentityType.GROUP);
    return List.of(
        rows.attach(
            AttachGroupPolicyRequest::builder,
            AttachGroupPolicyRequest::groupName,
            AttachGroupPolicyRequest::policyArn,
            () -> AttachGroupPolicyResponse.builder().build()),
        rows.detach(
            DetachGroupPolicyRequest::builder,
            DetachGroupPolicyRequest::groupName,
            DetachGroupPolicyRequest::policyArn,
            () -> DetachGroupPolicyResponse.builder().build()),
        rows.list(
            ListAttachedGroupPoliciesRequest::builder,
            ListAttachedGroupPoliciesRequest::groupName,
            new AttachmentRows.Listing<>(
                ListAttachedGroupPoliciesRequest::pathPrefix,
                ListAttachedGroupPoliciesRequest::marker,
                ListAttachedGroupPoliciesRequest::maxItems),
            page ->
                ListAttachedGroupPoliciesResponse.builder()
                    .attachedPolicies(page.items())
                    .isTruncated(page.truncated())
                    .marker(page.marker())
                    .build()));
  }
}
