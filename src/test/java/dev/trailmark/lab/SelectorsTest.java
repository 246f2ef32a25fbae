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

  private static SelectorFacts readsAndWrites(EventSelector.Builder reads, String written) {
    EventSelector writes = everything(written).readWriteType(ReadWriteType.WRITE_ONLY).build();
    return BasicSelectors.read(
        List.of(reads.readWriteType(ReadWriteType.READ_ONLY).build(), writes), BUCKET);
  }

  @Test
  void oneSelectorOfReadsAndOneOfWritesRecordAllTogether() {
    SelectorFacts facts =
        readsAndWrites(everything("arn:aws:s3"), "arn:aws:s3:::mycloudtrailbucket42/");

    assertThat(facts.management()).isTrue();
    assertThat(facts.s3Data()).isTrue();
  }

  @Test
  void readsOfOneBucketAndWritesOfAnotherAreNotAllOfEither() {
    SelectorFacts facts = readsAndWrites(everything("arn:aws:s3"), "arn:aws:s3:::other/");

    assertThat(facts.management()).isTrue();
    assertThat(facts.s3Data()).isFalse();
  }

  @Test
  void readsWithoutKmsAndAllWritesLackTheReadsOfKms() {
    SelectorFacts facts =
        readsAndWrites(
            everything("arn:aws:s3").excludeManagementEventSources("kms.amazonaws.com"),
            "arn:aws:s3");

    assertThat(facts.management()).isFalse();
    assertThat(facts.s3Data()).isTrue();
  }

  @Test
  void twoSelectorsOfReadsRecordNoWrites() {
    EventSelector reads = everything("arn:aws:s3").readWriteType(ReadWriteType.READ_ONLY).build();
    SelectorFacts facts = BasicSelectors.read(List.of(reads, reads), BUCKET);

    assertThat(facts.management()).isFalse();
    assertThat(facts.s3Data()).isFalse();
  }

  private static AdvancedFieldSelector equal(String field, String... values) {
    return AdvancedFieldSelector.builder().field(field).equalsValue(values).build();
  }

  private static SelectorFacts advanced(AdvancedFieldSelector... fields) {
    return AdvancedSelectors.read(List.of(selector(fields)), BUCKET);
  }

  private static AdvancedEventSelector selector(AdvancedFieldSelector... fields) {
    return AdvancedEventSelector.builder().fieldSelectors(Arrays.asList(fields)).build();
  }

  private static AdvancedEventSelector management(String readOnly) {
    return selector(equal("eventCategory", "Management"), equal("readOnly", readOnly));
  }

  private static AdvancedEventSelector objects(String readOnly, String bucket) {
    return selector(
        equal("eventCategory", "Data"),
        equal("resources.type", "AWS::S3::Object"),
        equal("readOnly", readOnly),
        AdvancedFieldSelector.builder()
            .field("resources.ARN")
            .startsWith("arn:aws:s3:::" + bucket + "/")
            .build());
  }

  private static SelectorFacts together(AdvancedEventSelector... selectors) {
    return AdvancedSelectors.read(List.of(selectors), BUCKET);
  }

  @Test
  void advancedSelectorsOfReadsAndOfWritesRecordAllTogether() {
    SelectorFacts facts =
        together(
            management("true"),
            management("false"),
            objects("true", BUCKET),
            objects("false", BUCKET));

    assertThat(facts.management()).isTrue();
    assertThat(facts.s3Data()).isTrue();
  }

  @Test
  void anAdvancedSelectorOfReadsDoesNotCompleteOneOfReadsNorOneOfAnotherBucket() {
    SelectorFacts facts =
        together(
            management("true"),
            management("true"),
            objects("true", BUCKET),
            objects("false", "other"));

    assertThat(facts.management()).isFalse();
    assertThat(facts.s3Data()).isFalse();
  }

  @Test
  void managementReadsDoNotCompleteObjectsWrites() {
    SelectorFacts facts = together(management("true"), objects("false", BUCKET));

    assertThat(facts.management()).isFalse();
    assertThat(facts.s3Data()).isFalse();
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

  private static SelectorFacts arnsOf(AdvancedFieldSelector.Builder arns) {
    return advanced(
        equal("eventCategory", "Data"),
        equal("resources.type", "AWS::S3::Object"),
        arns.field("resources.ARN").build());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "arn:aws:s3:::",
        "arn:aws-cn:s3:::mycloudtrailbucket42/",
        "arn:aws:s3:::mycloudtrailbucket"
      })
  void aBeginningOfTheBucketsArnCoversIt(String start) {
    assertThat(arnsOf(AdvancedFieldSelector.builder().startsWith(start)).s3Data()).isTrue();
  }

  @Test
  void aFolderDoesNotCoverTheBucketNorDoesWhatLeavesObjectsOut() {
    String bucket = "arn:aws:s3:::mycloudtrailbucket42/";

    assertThat(arnsOf(AdvancedFieldSelector.builder().startsWith(bucket + "logs/")).s3Data())
        .isFalse();
    assertThat(
            arnsOf(AdvancedFieldSelector.builder().startsWith(bucket).notEndsWith(".png")).s3Data())
        .isFalse();
  }
}
