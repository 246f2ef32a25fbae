package dev.trailmark.cloud.iam.policy;

import dev.trailmark.cloud.iam.model.IdentityType;
import dev.trailmark.cloud.iam.model.RoleRecord;
import dev.trailmark.cloud.operation.Operation;
import java.util.List;
import java.util.stream.Stream;
import software.amazon.awssdk.services.iam.model.AttachRolePolicyRequest;
import software.amazon.awssdk.services.iam.model.AttachRolePolicyResponse;
import software.amazon.awssdk.services.iam.model.DeleteRolePolicyRequest;
import software.amazon.awssdk.services.iam.model.DeleteRolePolicyResponse;
import software.amazon.awssdk.services.iam.model.DetachRolePolicyRequest;
import software.amazon.awssdk.services.iam.model.DetachRolePolicyResponse;
import software.amazon.awssdk.services.iam.model.GetRolePolicyRequest;
import software.amazon.awssdk.services.iam.model.GetRolePolicyResponse;
import software.amazon.awssdk.services.iam.model.ListAttachedRolePoliciesRequest;
import software.amazon.awssdk.services.iam.model.ListAttachedRolePoliciesResponse;
import software.amazon.awssdk.services.iam.model.ListRolePoliciesRequest;
import software.amazon.awssdk.services.iam.model.ListRolePoliciesResponse;
import software.amazon.awssdk.services.iam.model.PutRolePolicyRequest;
import software.amazon.awssdk.services.iam.model.PutRolePolicyResponse;

/** IAM's operations on the policies of roles. */
public final class RolePolicyTable {

  private RolePolicyTable() {}

  /** The rows. */
  public static List<Operation<?, ?>> rows() {
    return Stream.of(inline(), attached()).flatMap(List::stream).toList();
  }

  private static List<Operation<?, ?>> inline() {
    InlinePolicyRows<RoleRecord> rows = new InlinePolicyRows<>(IdentityType.ROLE);
    return List.of(
        rows.put(
            PutRolePolicyRequest::builder,
            PutRolePolicyRequest::roleName,
            PutRolePolicyRequest::policyName,
            PutRolePolicyRequest::policyDocument,
            () -> PutRolePolicyResponse.builder().build()),
        rows.get(
            GetRolePolicyRequest::builder,
            GetRolePolicyRequest::roleName,
            GetRolePolicyRequest::policyName,
            (request, text) ->
                GetRolePolicyResponse.builder()
                    .roleName(request.roleName())
                    .policyName(request.policyName())
                    .policyDocument(text)
                    .build()),
        rows.delete(
            DeleteRolePolicyRequest::builder,
            DeleteRolePolicyRequest::roleName,
            DeleteRolePolicyRequest::policyName,
            () -> DeleteRolePolicyResponse.builder().build()),
        rows.list(
            ListRolePoliciesRequest::builder,
            ListRolePoliciesRequest::roleName,
            ListRolePoliciesRequest::marker,
            ListRolePoliciesRequest::maxItems,
            page ->
                ListRolePoliciesResponse.builder()
                    .policyNames(page.items())
                    .isTruncated(page.truncated())
                    .marker(page.marker())
                    .build()));
  }

  private static List<Operation<?, ?>> attached() {
    AttachmentRows<RoleRecord> rows = new AttachmentRows<>(IdentityType.ROLE);
    return List.of(
        rows.attach(
            AttachRolePolicyRequest::builder,
            AttachRolePolicyRequest::roleName,
            AttachRolePolicyRequest::policyArn,
            () -> AttachRolePolicyResponse.builder().build()),
        rows.detach(
            DetachRolePolicyRequest::builder,
            DetachRolePolicyRequest::roleName,
            DetachRolePolicyRequest::policyArn,
            () -> DetachRolePolicyResponse.builder().build()),
        rows.list(
            ListAttachedRolePoliciesRequest::builder,
            ListAttachedRolePoliciesRequest::roleName,
            new AttachmentRows.Listing<>(
                ListAttachedRolePoliciesRequest::pathPrefix,
                ListAttachedRolePoliciesRequest::marker,
                ListAttachedRolePoliciesRequest::maxItems),
            page ->
                ListAttachedRolePoliciesResponse.builder()
                    .attachedPolicies(page.items())
                    .isTruncated(page.truncated())
                    .marker(page.marker())
                    .build()));
  }
}
