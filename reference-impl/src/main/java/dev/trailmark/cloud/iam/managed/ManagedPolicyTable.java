package dev.trailmark.cloud.iam.managed;

import static dev.trailmark.cloud.iam.access.IamLimits.all;

import dev.trailmark.cloud.iam.access.IamAccess;
import dev.trailmark.cloud.iam.access.IamLimits;
import dev.trailmark.cloud.iam.access.PolicyAccess;
import dev.trailmark.cloud.iam.request.IamTrail;
import dev.trailmark.cloud.iam.tagging.Tags;
import dev.trailmark.cloud.operation.Operation;
import dev.trailmark.cloud.operation.TrailRule;
import java.util.List;
import java.util.stream.Stream;
import software.amazon.awssdk.services.iam.model.CreatePolicyRequest;
import software.amazon.awssdk.services.iam.model.CreatePolicyVersionRequest;
import software.amazon.awssdk.services.iam.model.DeletePolicyRequest;
import software.amazon.awssdk.services.iam.model.DeletePolicyVersionRequest;
import software.amazon.awssdk.services.iam.model.GetPolicyRequest;
import software.amazon.awssdk.services.iam.model.GetPolicyVersionRequest;
import software.amazon.awssdk.services.iam.model.ListEntitiesForPolicyRequest;
import software.amazon.awssdk.services.iam.model.ListPoliciesRequest;
import software.amazon.awssdk.services.iam.model.ListPolicyTagsRequest;
import software.amazon.awssdk.services.iam.model.ListPolicyVersionsRequest;
import software.amazon.awssdk.services.iam.model.SetDefaultPolicyVersionRequest;
import software.amazon.awssdk.services.iam.model.TagPolicyRequest;
import software.amazon.awssdk.services.iam.model.UntagPolicyRequest;

/** IAM's operations on managed policies, their versions and their tags. */
public final class ManagedPolicyTable {
  private static final ManagedPolicies POLICIES = new ManagedPolicies();
  private static final PolicyVersions VERSIONS = new PolicyVersions();
  private static final PolicyTags TAGS = new PolicyTags();
  private static final PolicyEntities ENTITIES = new PolicyEntities();

  private ManagedPolicyTable() {}

  /** The rows. */
  public static List<Operation<?, ?>> rows() {
    return Stream.of(policies(), versions(), tags()).flatMap(List::stream).toList();
  }

  /** The policies themselves. */
  private static List<Operation<?, ?>> policies() {
    return List.of(
        Operation.of("CreatePolicy", CreatePolicyRequest::builder, POLICIES::create)
            .access(
                IamAccess.taggingNew(
                    PolicyAccess.onNew(
                        "CreatePolicy", CreatePolicyRequest::path, CreatePolicyRequest::policyName),
                    "TagPolicy",
                    CreatePolicyRequest::tags))
            .constrain(all(IamLimits.policyName(), IamLimits.document("PolicyDocument")))
            .constrain(all(IamLimits.policyPath(), IamLimits.policyDescription(), Tags.limits()))
            .honours("PolicyName", "Path", "PolicyDocument", "Description", "Tags")
            .trail(TrailRule.write())
            .build(),
        Operation.of("GetPolicy", GetPolicyRequest::builder, POLICIES::get)
            .access(PolicyAccess.on("GetPolicy", GetPolicyRequest::policyArn))
            .constrain(IamLimits.policyArn("PolicyArn"))
            .honours("PolicyArn")
            .trail(TrailRule.read())
            .build(),
        Operation.of("ListPolicies", ListPoliciesRequest::builder, POLICIES::list)
            .access(PolicyAccess.onAll("ListPolicies", ListPoliciesRequest::pathPrefix))
            .constrain(all(IamLimits.policyPathPrefix(), IamLimits.paging()))
            .constrain(IamLimits.policyScope(), IamLimits.policyUsage())
            .honours(
                "Scope", "OnlyAttached", "PathPrefix", "PolicyUsageFilter", "Marker", "MaxItems")
            .trail(TrailRule.read())
            .build(),
        Operation.of("DeletePolicy", DeletePolicyRequest::builder, POLICIES::delete)
            .access(PolicyAccess.changing("DeletePolicy", DeletePolicyRequest::policyArn))
            .constrain(IamLimits.policyArn("PolicyArn"))
            .honours("PolicyArn")
            .trail(IamTrail.withoutResponse())
            .build());
  }

  /** Their versions. */
  private static List<Operation<?, ?>> versions() {
    return List.of(
        Operation.of("CreatePolicyVersion", CreatePolicyVersionRequest::builder, VERSIONS::create)
            .access(
                PolicyAccess.changing("CreatePolicyVersion", CreatePolicyVersionRequest::policyArn))
            .constrain(all(IamLimits.policyArn("PolicyArn"), IamLimits.document("PolicyDocument")))
            .honours("PolicyArn", "PolicyDocument", "SetAsDefault")
            .trail(TrailRule.write())
            .build(),
        Operation.of("GetPolicyVersion", GetPolicyVersionRequest::builder, VERSIONS::get)
            .access(PolicyAccess.on("GetPolicyVersion", GetPolicyVersionRequest::policyArn))
            .constrain(all(IamLimits.policyArn("PolicyArn"), IamLimits.policyVersion()))
            .honours("PolicyArn", "VersionId")
            .trail(TrailRule.read())
            .build(),
        Operation.of("ListPolicyVersions", ListPolicyVersionsRequest::builder, VERSIONS::list)
            .access(PolicyAccess.on("ListPolicyVersions", ListPolicyVersionsRequest::policyArn))
            .constrain(all(IamLimits.policyArn("PolicyArn"), IamLimits.paging()))
            .honours("PolicyArn", "Marker", "MaxItems")
            .trail(TrailRule.read())
            .build(),
        Operation.of(
                "SetDefaultPolicyVersion",
                SetDefaultPolicyVersionRequest::builder,
                VERSIONS::setDefault)
            .access(
                PolicyAccess.changing(
                    "SetDefaultPolicyVersion", SetDefaultPolicyVersionRequest::policyArn))
            .constrain(all(IamLimits.policyArn("PolicyArn"), IamLimits.policyVersion()))
            .honours("PolicyArn", "VersionId")
            .trail(IamTrail.withoutResponse())
            .build(),
        Operation.of("DeletePolicyVersion", DeletePolicyVersionRequest::builder, VERSIONS::delete)
            .access(
                PolicyAccess.changing("DeletePolicyVersion", DeletePolicyVersionRequest::policyArn))
            .constrain(all(IamLimits.policyArn("PolicyArn"), IamLimits.policyVersion()))
            .honours("PolicyArn", "VersionId")
            .trail(IamTrail.withoutResponse())
            .build());
  }

  /** Their tags, and who has them. */
  private static List<Operation<?, ?>> tags() {
    return List.of(
        Operation.of("TagPolicy", TagPolicyRequest::builder, TAGS::tag)
            .access(
                IamAccess.tagging(
                    PolicyAccess.changing("TagPolicy", TagPolicyRequest::policyArn),
                    TagPolicyRequest::tags))
            .constrain(IamLimits.policyArn("PolicyArn"))
            .constrain(all(IamLimits.mandatory("Tags"), Tags.limits()))
            .honours("PolicyArn", "Tags")
            .trail(IamTrail.withoutResponse())
            .build(),
        Operation.of("UntagPolicy", UntagPolicyRequest::builder, TAGS::untag)
            .access(
                IamAccess.untagging(
                    PolicyAccess.changing("UntagPolicy", UntagPolicyRequest::policyArn),
                    UntagPolicyRequest::tagKeys))
            .constrain(IamLimits.policyArn("PolicyArn"))
            .constrain(all(IamLimits.mandatory("TagKeys"), Tags.keyLimits()))
            .honours("PolicyArn", "TagKeys")
            .trail(IamTrail.withoutResponse())
            .build(),
        Operation.of("ListPolicyTags", ListPolicyTagsRequest::builder, TAGS::list)
            .access(PolicyAccess.on("ListPolicyTags", ListPolicyTagsRequest::policyArn))
            .constrain(all(IamLimits.policyArn("PolicyArn"), IamLimits.paging()))
            .honours("PolicyArn", "Marker", "MaxItems")
            .trail(TrailRule.read())
            .build(),
        Operation.of("ListEntitiesForPolicy", ListEntitiesForPolicyRequest::builder, ENTITIES::list)
            .access(
                PolicyAccess.on("ListEntitiesForPolicy", ListEntitiesForPolicyRequest::policyArn))
            .constrain(all(IamLimits.policyArn("PolicyArn"), IamLimits.paging()))
            .constrain(IamLimits.entityPathPrefix())
            .constrain(IamLimits.policyEntity(), IamLimits.policyUsage())
            .honours(
                "PolicyArn",
                "EntityFilter",
                "PathPrefix",
                "PolicyUsageFilter",
                "Marker",
                "MaxItems")
            .trail(TrailRule.read())
            .build());
  }
}
