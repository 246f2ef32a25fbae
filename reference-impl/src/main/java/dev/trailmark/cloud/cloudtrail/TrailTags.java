package dev.trailmark.cloud.cloudtrail;

import dev.trailmark.cloud.operation.Call;
import dev.trailmark.cloud.operation.ServiceException;
import dev.trailmark.cloud.store.State;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import software.amazon.awssdk.services.cloudtrail.model.AddTagsRequest;
import software.amazon.awssdk.services.cloudtrail.model.AddTagsResponse;
import software.amazon.awssdk.services.cloudtrail.model.ListTagsRequest;
import software.amazon.awssdk.services.cloudtrail.model.ListTagsResponse;
import software.amazon.awssdk.services.cloudtrail.model.RemoveTagsRequest;
import software.amazon.awssdk.services.cloudtrail.model.RemoveTagsResponse;
import software.amazon.awssdk.services.cloudtrail.model.ResourceTag;
import software.amazon.awssdk.services.cloudtrail.model.Tag;

/**
 * The tags of trails.
 *
 * @see <a href="https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_AddTags.html">
 *     AddTags</a>
 */
final class TrailTags {
  private static final int MOST = 50;
  private static final int LONGEST_KEY = 128;
  private static final int LONGEST_VALUE = 256;
  private static final int MOST_RESOURCES = 20;

  /**
   * Tags as they were given.
   *
   * @throws ServiceException InvalidTagParameterException, TagsLimitExceededException
   */
  static Map<String, String> checked(List<Tag> given) {
    Map<String, String> tags = new LinkedHashMap<>();
    for (Tag tag : given) {
      String key = tag.key() == null ? "" : tag.key();
      String value = tag.value() == null ? "" : tag.value();
      boolean fits =
          !key.isEmpty()
              && key.length() <= LONGEST_KEY
              && value.length() <= LONGEST_VALUE
              && !key.toLowerCase(java.util.Locale.ROOT).startsWith("aws:");
      if (!fits || tags.put(key, value) != null) {
        throw CloudTrailError.INVALID_TAG.because(
            "The tag %s is not valid: keys are unique, of 1 to %d characters and do not begin with"
                + " aws:, values of at most %d.",
            key, LONGEST_KEY, LONGEST_VALUE);
      }
    }
    return limited(tags);
  }

  private static Map<String, String> limited(Map<String, String> tags) {
    if (tags.size() > MOST) {
      throw CloudTrailError.TOO_MANY_TAGS.because(
          "The number of tags per trail, event data store, dashboard, or channel has exceeded the"
              + " permissible amount. Currently, the limit is %d.",
          MOST);
    }
    return tags;
  }

  AddTagsResponse add(Call call, AddTagsRequest request) {
    Map<String, String> added = checked(request.tagsList());
    change(
        call,
        request.resourceId(),
        tags -> {
          Map<String, String> all = new LinkedHashMap<>(tags);
          all.putAll(added);
          return limited(all);
        });
    return AddTagsResponse.builder().build();
  }

  /** Tags are removed by their keys; what there is none of is no error. */
  RemoveTagsResponse remove(Call call, RemoveTagsRequest request) {
    Map<String, String> removed = checked(request.tagsList());
    change(
        call,
        request.resourceId(),
        tags -> {
          Map<String, String> rest = new LinkedHashMap<>(tags);
          rest.keySet().removeAll(removed.keySet());
          return rest;
        });
    return RemoveTagsResponse.builder().build();
  }

  private static void change(Call call, String arn, UnaryOperator<Map<String, String>> transition) {
    call.update(
        Trails.scope(call),
        tx -> {
          TrailRecord trail = TrailLookup.home(call, require(call, tx, arn));
          tx.put(TrailRecord.KIND, trail.key(), trail.withTags(transition.apply(trail.tags())));
          return trail;
        });
  }

  ListTagsResponse list(Call call, ListTagsRequest request) {
    LookupToken.refuseReserved(request.nextToken());
    if (request.resourceIdList().size() > MOST_RESOURCES) {
      throw CloudTrailError.VALIDATION.because(
          "ResourceIdList takes at most %d ARNs.", MOST_RESOURCES);
    }
    return ListTagsResponse.builder()
        .resourceTagList(
            request.resourceIdList().stream()
                .map(arn -> describe(require(call, call.state(), arn)))
                .toList())
        .build();
  }

  private static ResourceTag describe(TrailRecord trail) {
    return ResourceTag.builder()
        .resourceId(trail.arn())
        .tagsList(
            new TreeMap<>(trail.tags())
                .entrySet().stream()
                    .map(tag -> Tag.builder().key(tag.getKey()).value(tag.getValue()).build())
                    .toList())
        .build();
  }

  /** Tags are asked for by ARN alone. */
  private static TrailRecord require(Call call, State state, String arn) {
    TrailLookup.requireArn(arn);
    TrailRecord trail = TrailLookup.find(call, state, arn);
    if (trail == null) {
      throw CloudTrailError.RESOURCE_NOT_FOUND.because("Resource %s was not found.", arn);
    }
    return trail;
  }
}
