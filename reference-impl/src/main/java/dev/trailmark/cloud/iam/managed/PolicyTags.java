package dev.trailmark.cloud.iam.managed;

import dev.trailmark.cloud.iam.model.PolicyRecord;
import dev.trailmark.cloud.iam.request.Page;
import dev.trailmark.cloud.iam.tagging.Tags;
import dev.trailmark.cloud.operation.Call;
import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.services.iam.model.ListPolicyTagsRequest;
import software.amazon.awssdk.services.iam.model.ListPolicyTagsResponse;
import software.amazon.awssdk.services.iam.model.Tag;
import software.amazon.awssdk.services.iam.model.TagPolicyRequest;
import software.amazon.awssdk.services.iam.model.TagPolicyResponse;
import software.amazon.awssdk.services.iam.model.UntagPolicyRequest;
import software.amazon.awssdk.services.iam.model.UntagPolicyResponse;

/** Tags of managed policies. Unlike those of users and roles they tell keys apart by their case. */
final class PolicyTags {
  TagPolicyResponse tag(Call call, TagPolicyRequest request) {
    Map<String, String> added = Tags.caseSensitive(request.tags());
    ManagedPolicies.update(call, request.policyArn(), policy -> Tags.with(policy, added));
    return TagPolicyResponse.builder().build();
  }

  UntagPolicyResponse untag(Call call, UntagPolicyRequest request) {
    ManagedPolicies.update(
        call, request.policyArn(), policy -> Tags.without(policy, request.tagKeys()));
    return UntagPolicyResponse.builder().build();
  }

  /** The tags with the shortest keys first, as was seen. */
  ListPolicyTagsResponse list(Call call, ListPolicyTagsRequest request) {
    PolicyRecord policy =
        ManagedPolicies.require(call.state(), call.accountId(), request.policyArn());
    TreeMap<String, Tag> sorted =
        new TreeMap<>(
            Comparator.comparingInt(String::length).thenComparing(Comparator.naturalOrder()));
    Tags.shown(policy).forEach(tag -> sorted.put(tag.key(), tag));
    Page<Tag> page = Page.of(sorted, tag -> true, request.marker(), request.maxItems());
    return ListPolicyTagsResponse.builder()
        .tags(page.items())
        .isTruncated(page.truncated())
        .marker(page.marker())
        .build();
  }
}
