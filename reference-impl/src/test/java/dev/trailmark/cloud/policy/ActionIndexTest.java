package dev.trailmark.cloud.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ActionIndexTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "s3:GetObject",
        "S3:getobject",
        "s3:PutObject",
        "s3:Get",
        "kms:Decrypt",
        "ec2:Describe7",
        "ec2:Describe7Volumes",
        "ec2:RunInstances",
        "s3express:GetObject",
        "s3"
      })
  void itCoversWhatItsActionsCoverOneByOne(String action) {
    List<String> actions = new ArrayList<>(List.of("S3:Get?*", "s3:List*", "kms:Decrypt"));
    for (int i = 0; i < 100; i++) {
      actions.add("ec2:Describe" + i);
    }

    assertThat(ActionIndex.of(actions).matches(action))
        .isEqualTo(
            actions.stream().map(GlobMatcher::ofIgnoringCase).anyMatch(m -> m.matches(action)));
  }

  @Test
  void aStarAmongTheActionsCoversEverything() {
    assertThat(ActionIndex.of(List.of("ec2:Run*", "*")).matches("s3:GetObject")).isTrue();
  }
}
