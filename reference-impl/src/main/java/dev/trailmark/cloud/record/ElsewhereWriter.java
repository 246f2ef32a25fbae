package dev.trailmark.cloud.record;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.ByteArrayBuilder;
import dev.trailmark.cloud.identity.Principal;
import dev.trailmark.cloud.operation.Call;
import dev.trailmark.cloud.operation.Caller;
import dev.trailmark.cloud.operation.TrailNotes;
import dev.trailmark.cloud.protocol.Shapes;
import dev.trailmark.cloud.store.Event;
import dev.trailmark.cloud.store.Ids;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.core.SdkPojo;

/**
 * Writes the record that a call leaves in another region: the service made it there for the caller.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/kms/latest/developerguide/ct-update-primary-region.html">UpdatePrimaryRegion
 *     in CloudTrail</a>
 */
final class ElsewhereWriter {
  private static final String AGENT = "AWS Internal";

  private final JsonFactory factory = new JsonFactory();
  private final Ids ids;

  ElsewhereWriter(Ids ids) {
    this.ids = ids;
  }

  /** The event for the caller's account. */
  Event event(Occurrence occurrence, TrailNotes.Elsewhere record) {
    Call call = occurrence.call();
    Principal principal = call.caller().principal();
    String id = ids.uuid();
    Instant time = call.time().truncatedTo(ChronoUnit.SECONDS);
    ByteArrayBuilder bytes = new ByteArrayBuilder(1024);
    try (JsonGenerator json = factory.createGenerator(bytes)) {
      write(json, occurrence, record, id, time);
    } catch (IOException e) {
      throw new UncheckedIOException("a record in memory could not be written", e);
    }
    return new Event(
        principal.accountId(),
        record.region(),
        time,
        id,
        record.name(),
        occurrence.service().eventSource(),
        Recorder.username(principal),
        principal.accessKeyId(),
        false,
        true,
        Recorder.resources(record.resources()),
        bytes.toByteArray());
  }

  private static void write(
      JsonGenerator json,
      Occurrence occurrence,
      TrailNotes.Elsewhere record,
      String id,
      Instant time)
      throws IOException {
    Call call = occurrence.call();
    String account = call.accountId();
    Caller caller = call.caller();
    json.writeStartObject();
    json.writeStringField("eventVersion", "1.11");
    IdentityWriter.write(json, caller.through(occurrence.service().eventSource()), account);
    json.writeStringField("eventTime", time.toString());
    json.writeStringField("eventSource", occurrence.service().eventSource());
    json.writeStringField("eventName", record.name());
    json.writeStringField("awsRegion", record.region());
    json.writeStringField("sourceIPAddress", caller.sourceIp());
    json.writeStringField("userAgent", AGENT);
    json.writeFieldName("requestParameters");
    JsonValues.write(json, members(record.input()));
    json.writeFieldName("responseElements");
    JsonValues.write(json, members(record.output()));
    json.writeStringField("requestID", call.requestId());
    json.writeStringField("eventID", id);
    json.writeBooleanField("readOnly", false);
    Recorder.writeResources(json, record.resources());
    json.writeStringField("eventType", "AwsApiCall");
    json.writeBooleanField("managementEvent", true);
    json.writeStringField("recipientAccountId", account);
    json.writeStringField("eventCategory", "Management");
    json.writeEndObject();
  }

  private static Map<String, Object> members(SdkPojo message) {
    return message == null ? null : Shapes.record(message, Set.of());
  }
}
