package dev.trailmark.cloud.iam.managed;

import dev.trailmark.cloud.iam.model.IamState;
import dev.trailmark.cloud.iam.model.ManagedPolicyState;
import dev.trailmark.cloud.iam.model.PolicyRecord;
import dev.trailmark.cloud.iam.model.PolicyTexts;
import dev.trailmark.cloud.iam.request.IamError;
import dev.trailmark.cloud.iam.request.Page;
import dev.trailmark.cloud.operation.Call;
import dev.trailmark.cloud.operation.ServiceException;
import dev.trailmark.cloud.policy.PolicyKind;
import java.util.Comparator;
import java.util.TreeMap;
import software.amazon.awssdk.services.iam.model.CreatePolicyVersionRequest;
import software.amazon.awssdk.services.iam.model.CreatePolicyVersionResponse;
import software.amazon.awssdk.services.iam.model.DeletePolicyVersionRequest;
import software.amazon.awssdk.services.iam.model.DeletePolicyVersionResponse;
import software.amazon.awssdk.services.iam.model.GetPolicyVersionRequest;
import software.amazon.awssdk.services.iam.model.GetPolicyVersionResponse;
import software.amazon.awssdk.services.iam.model.ListPolicyVersionsRequest;
import software.amazon.awssdk.services.iam.model.ListPolicyVersionsResponse;
import software.amazon.awssdk.services.iam.model.PolicyVersion;
import software.amazon.awssdk.services.iam.model.SetDefaultPolicyVersionRequest;
import software.amazon.awssdk.services.iam.model.SetDefaultPolicyVersionResponse;

/**
 * Versions of managed policies; one of them counts.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_managed-versioning.html">Versioning
 *     IAM policies</a>
 */
public final class PolicyVersions {
  /** Most versions of one policy. */
  public static final int MOST = 5;

  CreatePolicyVersionResponse create(Call call, CreatePolicyVersionRequest request) {
    PolicyTexts.parse(request.policyDocument(), PolicyKind.MANAGED);
    PolicyRecord changed =
        ManagedPolicies.update(
            call,
            request.policyArn(),
            policy -> {
              if (policy.versions().size() >= MOST) {
                throw IamError.LIMIT_EXCEEDED.because(
                    "A managed policy can have up to %d versions. Before you create a new version,"
                        + " you must delete an existing version.",
                    MOST);
              }
              boolean asDefault = Boolean.TRUE.equals(request.setAsDefault());
              return policy.adding(request.policyDocument(), asDefault, call.time());
            });
    PolicyRecord.Version made = changed.versions().get(changed.versions().size() - 1);
    return CreatePolicyVersionResponse.builder().policyVersion(shown(changed, made)).build();
  }

  GetPolicyVersionResponse get(Call call, GetPolicyVersionRequest request) {
    PolicyRecord policy =
        ManagedPolicyState.find(call.state(), call.accountId(), request.policyArn());
    PolicyRecord.Version version = require(policy, request.policyArn(), request.versionId());
    return GetPolicyVersionResponse.builder()
        .policyVersion(
            shown(policy, version).toBuilder()
                .document(PolicyTexts.encode(version.document()))
                .build())
        .build();
  }

  /** The newest first. */
  ListPolicyVersionsResponse list(Call call, ListPolicyVersionsRequest request) {
    PolicyRecord policy =
        ManagedPolicies.require(call.state(), call.accountId(), request.policyArn());
    TreeMap<String, PolicyRecord.Version> versions =
        new TreeMap<>(Comparator.comparingInt(PolicyVersions::number).reversed());
    policy.versions().forEach(version -> versions.put(version.label(), version));
    Page<PolicyRecord.Version> page =
        Page.of(versions, version -> true, request.marker(), request.maxItems());
    return ListPolicyVersionsResponse.builder()
        .versions(page.items().stream().map(version -> shown(policy, version)).toList())
        .isTruncated(page.truncated())
        .marker(page.marker())
        .build();
  }

  /** The number in a label or in the marker made of one. */
  private static int number(String label) {
    try {
      return Integer.parseInt(label.substring(1));
    } catch (NumberFormatException | StringIndexOutOfBoundsException e) {
      throw IamError.VALIDATION_ERROR.because("Invalid Marker.");
    }
  }

  SetDefaultPolicyVersionResponse setDefault(Call call, SetDefaultPolicyVersionRequest request) {
    change(
        call,
        request.policyArn(),
        request.versionId(),
        (policy, version) -> policy.choosing(version, call.time()));
    return SetDefaultPolicyVersionResponse.builder().build();
  }

  DeletePolicyVersionResponse delete(Call call, DeletePolicyVersionRequest request) {
    change(
        call,
        request.policyArn(),
        request.versionId(),
        (policy, version) -> {
          if (version.number() == policy.defaultVersion()) {
            throw IamError.DELETE_CONFLICT.because(
                "Cannot delete the default version of a policy.");
          }
          return policy.without(version);
        });
    return DeletePolicyVersionResponse.builder().build();
  }

  /** What becomes of a policy by a change of one of its versions. */
  private interface Change {
    PolicyRecord apply(PolicyRecord policy, PolicyRecord.Version version);
  }

  private static void change(Call call, String arn, String label, Change change) {
    call.update(
        IamState.scope(call.accountId()),
        tx -> {
          PolicyRecord policy = ManagedPolicyState.find(tx, call.accountId(), arn);
          PolicyRecord.Version version = require(policy, arn, label);
          ManagedPolicyState.put(tx, change.apply(policy, version));
          return null;
        });
  }

  /** The version of a policy, which may be {@code null} for one that is not there. */
  private static PolicyRecord.Version require(PolicyRecord policy, String arn, String label) {
    PolicyRecord.Version version = policy == null ? null : policy.version(label);
    if (version == null) {
      throw missing(arn, label);
    }
    return version;
  }

  private static ServiceException missing(String arn, String label) {
    return IamError.NO_SUCH_ENTITY.because(
        "Policy %s version %s does not exist or is not attachable.", arn, label);
  }

  /** A version as it is listed: without its document. */
  public static PolicyVersion shown(PolicyRecord policy, PolicyRecord.Version version) {
    return PolicyVersion.builder()
        .versionId(version.label())
        .isDefaultVersion(version.number() == policy.defaultVersion())
        .createDate(version.created())
        .build();
  }
}
