package dev.trailmark.cloud.kms.tagging;

import static dev.trailmark.cloud.operation.Constraint.required;

import dev.trailmark.cloud.kms.access.KeyAccess;
import dev.trailmark.cloud.kms.access.KmsTrail;
import dev.trailmark.cloud.kms.request.KmsLimits;
import dev.trailmark.cloud.operation.Operation;
import java.util.List;
import software.amazon.awssdk.services.kms.model.ListResourceTagsRequest;
import software.amazon.awssdk.services.kms.model.TagResourceRequest;
import software.amazon.awssdk.services.kms.model.UntagResourceRequest;

/** The operations on tags of keys: one row each. */
public final class TagTable {
  private static final String KEY_ID = "KeyId";

  private final KeyAccess on;

  /** A table whose keys are found and permitted by {@code on}. */
  public TagTable(KeyAccess on) {
    this.on = on;
  }

  /** The rows. */
  public List<Operation<?, ?>> rows() {
    return List.of(tagResource(), untagResource(), listResourceTags());
  }

  private Operation<?, ?> tagResource() {
    return Operation.of("TagResource", TagResourceRequest::builder, Tags::tag)
        .access(on.managed("kms:TagResource", TagResourceRequest::keyId, Tags::conditions))
        .constrain(KmsLimits.key(KEY_ID))
        .constrain(required("Tags"), Tags.eachTag())
        .honours(KEY_ID, "Tags")
        .trail(KmsTrail.changeOfKey())
        .build();
  }

  private Operation<?, ?> untagResource() {
    return Operation.of("UntagResource", UntagResourceRequest::builder, Tags::untag)
        .access(on.managed("kms:UntagResource", UntagResourceRequest::keyId, Tags::conditions))
        .constrain(KmsLimits.key(KEY_ID))
        .constrain(required("TagKeys"), Tags.eachTagKey())
        .honours(KEY_ID, "TagKeys")
        .trail(KmsTrail.changeOfKey())
        .build();
  }

  private Operation<?, ?> listResourceTags() {
    return Operation.of("ListResourceTags", ListResourceTagsRequest::builder, Tags::list)
        .access(on.managed("kms:ListResourceTags", ListResourceTagsRequest::keyId))
        .constrain(KmsLimits.key(KEY_ID))
        .constrain(KmsLimits.PAGE, KmsLimits.MARKER)
        .honours(KEY_ID, "Limit", "Marker")
        .build();
  }
}
