package dev.trailmark.cloud.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cloudtrail.model.CreateEventDataStoreRequest;
import software.amazon.awssdk.services.iam.model.CreateDelegationRequestRequest;
import software.amazon.awssdk.services.kms.model.CreateKeyRequest;
import software.amazon.awssdk.services.kms.model.EncryptRequest;
import software.amazon.awssdk.services.kms.model.Tag;
import software.amazon.awssdk.services.s3.model.CreateBucketRequest;

class ShapesTest {

  @Test
  void anEmptyListThatWasSentIsNotAnAbsentOne() {
    EncryptRequest empty = EncryptRequest.builder().grantTokens(List.of()).build();

    assertThat(Shapes.sent(empty, name -> true)).containsExactly("GrantTokens");
    assertThat(Shapes.sent(EncryptRequest.builder().build(), name -> true)).isEmpty();
  }

  @Test
  void aValueThatTheSdkInventsWasNotSent() {
    assertThat(Shapes.sent(CreateDelegationRequestRequest.builder().build(), name -> true))
        .isEmpty();
    assertThat(Shapes.sent(CreateEventDataStoreRequest.builder().build(), name -> true)).isEmpty();
  }

  @Test
  void structuresAreRecordedNestedWithTheirNamesLowered() {
    CreateKeyRequest input =
        CreateKeyRequest.builder()
            .multiRegion(false)
            .tags(Tag.builder().tagKey("Team").tagValue("a").build())
            .build();

    assertThat(Shapes.record(input, Set.of()))
        .isEqualTo(
            Map.of(
                "multiRegion", false, "tags", List.of(Map.of("tagKey", "Team", "tagValue", "a"))));
  }

  @Test
  void onlyTheFirstLetterOfANameIsLowered() {
    CreateBucketRequest input = CreateBucketRequest.builder().acl("private").build();

    assertThat(Shapes.record(input, Set.of())).isEqualTo(Map.of("aCL", "private"));
  }
}
