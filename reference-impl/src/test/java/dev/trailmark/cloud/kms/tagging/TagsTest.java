package dev.trailmark.cloud.kms.tagging;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trailmark.cloud.identity.Principal;
import dev.trailmark.cloud.kms.KmsFixture;
import dev.trailmark.cloud.operation.ServiceException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.kms.model.CreateKeyRequest;
import software.amazon.awssdk.services.kms.model.KeyMetadata;
import software.amazon.awssdk.services.kms.model.ListResourceTagsRequest;
import software.amazon.awssdk.services.kms.model.ListResourceTagsResponse;
import software.amazon.awssdk.services.kms.model.Tag;
import software.amazon.awssdk.services.kms.model.TagResourceRequest;
import software.amazon.awssdk.services.kms.model.UntagResourceRequest;

class TagsTest {
  @AutoClose private final KmsFixture kms = new KmsFixture();
  private final KeyMetadata key = kms.createKey();

  @Test
  void tagsAreAddedReplacedAndRemoved() {
    kms.call(kms.admin, "TagResource", tagging(tag("b", "1"), tag("a", "1")));
    kms.call(kms.admin, "TagResource", tagging(tag("b", "2")));
    assertThat(list().tags()).containsExactly(tag("a", "1"), tag("b", "2"));

    kms.call(
        kms.admin,
        "UntagResource",
        UntagResourceRequest.builder().keyId(key.keyId()).tagKeys("a", "absent").build());
    assertThat(list().tags()).containsExactly(tag("b", "2"));
    assertThat(kms.refusal(kms.nobody, "TagResource", tagging(tag("c", "1"))).code())
        .isEqualTo("AccessDeniedException");
  }

  @Test
  void badTagsAreRefusedAsAwsRefusesThem() {
    assertTagException("Duplicate tag keys", tag("a", "1"), tag("a", "2"));
    assertTagException("Tags beginning with aws: are reserved", tag("aws:x", "1"));
    assertTagException("Tags beginning with aws: are reserved", tag("AWS:x", "1"));
    List<Tag> many = new ArrayList<>();
    for (int i = 0; i < 51; i++) {
      many.add(tag("t" + i, ""));
    }
    assertTagException("Too many tags", many.toArray(Tag[]::new));
    String longKey = "k".repeat(129);
    assertThat(creating(tag(longKey, "v")))
        .hasMessage(
            "1 validation error detected: Value '"
                + longKey
                + "' at 'tags.1.member.tagKey' failed to satisfy constraint: Member must have"
                + " length less than or equal to 128");
    String longValue = "v".repeat(257);
    assertThat(creating(tag("k", longValue)))
        .hasMessage(
            "1 validation error detected: Value '"
                + longValue
                + "' at 'tags.1.member.tagValue' failed to satisfy constraint: Member must have"
                + " length less than or equal to 256");
  }

  @Test
  void aKeyCarriesFiftyTagsAndNoMore() {
    List<Tag> fifty = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      fifty.add(tag("t" + i, ""));
    }
    kms.call(kms.admin, "TagResource", tagging(fifty.toArray(Tag[]::new)));

    assertThat(kms.refusal(kms.admin, "TagResource", tagging(tag("more", ""))))
        .hasMessage("Too many tags");
    assertThat(list().tags()).hasSize(50);
    assertThat(list().truncated()).isFalse();
  }

  @Test
  void tagsDecideWhoMayDoWhat() {
    Principal tagged =
        kms.user(
            KmsFixture.ACCOUNT,
            "tagged",
            "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Action\":\"kms:*\",\"Resource\":\"*\","
                + "\"Condition\":{\"StringEquals\":{\"aws:ResourceTag/Team\":\"blue\"}}}]}");
    ListResourceTagsRequest request = ListResourceTagsRequest.builder().keyId(key.keyId()).build();

    assertThat(kms.refusal(tagged, "ListResourceTags", request).code())
        .isEqualTo("AccessDeniedException");
    kms.call(kms.admin, "TagResource", tagging(tag("Team", "blue")));
    ListResourceTagsResponse listed = kms.call(tagged, "ListResourceTags", request);
    assertThat(listed.tags()).containsExactly(tag("Team", "blue"));
  }

  private void assertTagException(String message, Tag... tags) {
    ServiceException refused = creating(tags);
    assertThat(refused.code()).isEqualTo("TagException");
    assertThat(refused).hasMessage(message);
    assertThat(kms.refusal(kms.admin, "TagResource", tagging(tags))).hasMessage(message);
  }

  private ServiceException creating(Tag... tags) {
    return kms.refusal(kms.admin, "CreateKey", CreateKeyRequest.builder().tags(tags).build());
  }

  private TagResourceRequest tagging(Tag... tags) {
    return TagResourceRequest.builder().keyId(key.keyId()).tags(tags).build();
  }

  private ListResourceTagsResponse list() {
    return kms.call(
        kms.admin,
        "ListResourceTags",
        ListResourceTagsRequest.builder().keyId(key.keyId()).build());
  }

  private static Tag tag(String name, String value) {
    return Tag.builder().tagKey(name).tagValue(value).build();
  }
}
