package dev.trailmark.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.cloudtrail.model.AdvancedEventSelector;
import software.amazon.awssdk.services.cloudtrail.model.AdvancedFieldSelector;
import software.amazon.awssdk.services.cloudtrail.model.DataResource;
import software.amazon.awssdk.services.cloudtrail.model.EventSelector;
import software.amazon.awssdk.services.cloudtrail.model.ReadWriteType;

class SelectorsTest {

  private static final String BUCKET = "mycloudtrailbucket42";

  private static EventSelector.Builder everything(String resource) {
    return EventSelector.builder()
        .readWriteType(ReadWriteType.ALL)
        .includeManagementEvents(true)
        .dataResources(DataResource.builder().type("AWS::S3::Object").values(resource).build());
  }

  private static SelectorFacts basic(EventSelector.Builder selector) {
    return BasicSelectors.read(List.of(selector.build()), BUCKET);
  }

  @ParameterizedTest
  @ValueSource(strings = {"arn:aws:s3", "arn:aws:s3:::", "arn:aws:s3:::mycloudtrailbucket42/"})
  void allBucketsAndThisBucketCoverTheImage(String resource) {
    SelectorFacts facts = basic(everything(resource));

    assertThat(facts.management()).isTrue();
    assertThat(facts.s3Data()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"arn:aws:s3:::other/", "arn:aws:s3:::mycloudtrailbucket42/logs/"})
  void anotherBucketAndAFolderDoNotCoverTheImage(String resource) {
    assertThat(basic(everything(resource)).s3Data()).isFalse();
  }

  @Test
  void recordingOnlyWritesIsNotEnough() {
    SelectorFacts facts = basic(everything("arn:aws:s3").readWriteType(ReadWriteType.WRITE_ONLY));

    assertThat(facts.management()).isFalse();
    assertThat(facts.s3Data()).isFalse();
  }

  @Test
  void leavingKmsOutIsNotAllManagementEvents() {
    SelectorFacts facts =
        basic(everything("arn:aws:s3").excludeManagementEventSources("kms.amazonaws.com"));

    assertThat(facts.management()).isFalse();
    assertThat(facts.s3Data()).isTrue();
    assertThat(facts.text()).contains("management events but those of [kms.amazonaws.com]");
  }

  private static AdvancedFieldSelector equal(String field, String... values) {
    return AdvancedFieldSelector.builder().field(field).equalsValue(values).build();
  }

  private static SelectorFacts advanced(AdvancedFieldSelector... fields) {
    AdvancedEventSelector selector =
        AdvancedEventSelector.builder().fieldSelectors(Arrays.asList(fields)).build();
    return AdvancedSelectors.read(List.of(selector), BUCKET);
  }

  @Test
  void advancedSelectorsAreReadTheSameWay() {
    assertThat(advanced(equal("eventCategory", "Management")).management()).isTrue();
    assertThat(
            advanced(equal("eventCategory", "Data"), equal("resources.type", "AWS::S3::Object"))
                .s3Data())
        .isTrue();
  }

  @Test
  void anAdvancedSelectorThatIsNarrowedRecordsLess() {
    assertThat(
            advanced(equal("eventCategory", "Management"), equal("readOnly", "true")).management())
        .isFalse();
    assertThat(
            advanced(
                    equal("eventCategory", "Data"),
                    equal("resources.type", "AWS::S3::Object"),
                    AdvancedFieldSelector.builder()
                        .field("resources.ARN")
                        .startsWith("arn:aws:s3:::other/")
                        .build())
                .s3Data())
        .isFalse();
  }
}
