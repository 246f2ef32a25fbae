package dev.trailmark.cloud.cloudtrail;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trailmark.cloud.store.Event;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SelectorRecordTest {
  private static final Event.Resource OBJECT =
      new Event.Resource("AWS::S3::Object", "bucket/photos/cat.png");
  private static final Event.Resource BUCKET = new Event.Resource("AWS::S3::Bucket", "bucket");

  @ParameterizedTest
  @CsvSource({
    "All, true, true",
    "All, false, true",
    "ReadOnly, true, true",
    "ReadOnly, false, false",
    "WriteOnly, true, false",
    "WriteOnly, false, true"
  })
  void theReadWriteTypeDecides(String type, boolean readOnly, boolean selected) {
    SelectorRecord selector = new SelectorRecord(type, true, List.of(), List.of());

    assertThat(selector.selects(management("kms.amazonaws.com", readOnly))).isEqualTo(selected);
  }

  @Test
  void aNewTrailSelectsManagementEventsButNoDataEvents() {
    assertThat(SelectorRecord.DEFAULT.selects(management("s3.amazonaws.com", false))).isTrue();
    assertThat(SelectorRecord.DEFAULT.selects(data(OBJECT, BUCKET))).isFalse();
  }

  @Test
  void excludedSourcesAreLeftOut() {
    SelectorRecord selector =
        new SelectorRecord("All", true, List.of(), List.of("kms.amazonaws.com"));

    assertThat(selector.selects(management("kms.amazonaws.com", true))).isFalse();
    assertThat(selector.selects(management("s3.amazonaws.com", true))).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "arn:aws:s3, true",
    "arn:aws:s3:::bucket/, true",
    "arn:aws:s3:::bucket/photos/, true",
    "arn:aws:s3:::bucket/videos/, false",
    "arn:aws:s3:::buck/, false",
    "arn:aws:s3:::other/, false"
  })
  void dataEventsAreSelectedByArnPrefix(String value, boolean selected) {
    SelectorRecord selector =
        new SelectorRecord("All", false, List.of(SelectorRecord.Data.objects(value)), List.of());

    assertThat(selector.selects(data(OBJECT, BUCKET))).isEqualTo(selected);
  }

  @Test
  void aCallOnTheBucketNeedsTheWholeBucketSelected() {
    SelectorRecord whole =
        new SelectorRecord(
            "All", false, List.of(SelectorRecord.Data.objects("arn:aws:s3:::bucket/")), List.of());
    SelectorRecord part =
        new SelectorRecord(
            "All",
            false,
            List.of(SelectorRecord.Data.objects("arn:aws:s3:::bucket/photos/")),
            List.of());

    assertThat(whole.selects(data(BUCKET))).isTrue();
    assertThat(part.selects(data(BUCKET))).isFalse();
  }

  @Test
  void aSelectorWithoutManagementEventsSelectsNone() {
    SelectorRecord selector =
        new SelectorRecord(
            "All", false, List.of(SelectorRecord.Data.objects("arn:aws:s3")), List.of());

    assertThat(selector.selects(management("kms.amazonaws.com", false))).isFalse();
  }

  private static Event management(String source, boolean readOnly) {
    return event(source, readOnly, true, List.of());
  }

  private static Event data(Event.Resource... resources) {
    return event("s3.amazonaws.com", false, false, List.of(resources));
  }

  private static Event event(
      String source, boolean readOnly, boolean management, List<Event.Resource> resources) {
    return new Event(
        "111122223333",
        "us-east-1",
        Instant.EPOCH,
        "id",
        "Name",
        source,
        "user",
        "AKIA",
        readOnly,
        management,
        resources,
        new byte[0]);
  }
}
