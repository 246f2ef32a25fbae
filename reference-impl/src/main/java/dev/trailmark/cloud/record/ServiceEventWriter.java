package dev.trailmark.cloud.record;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.ByteArrayBuilder;
import dev.trailmark.cloud.operation.Service;
import dev.trailmark.cloud.operation.ServiceEvent;
import dev.trailmark.cloud.store.Event;
import dev.trailmark.cloud.store.Ids;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * Writes the CloudTrail record of what a service did of its own accord.
 *
 * @see <a href="https://docs.aws.amazon.com/kms/latest/developerguide/ct-rotatekey.html">RotateKey
 *     in CloudTrail</a>
 */
public final class ServiceEventWriter {
  private static final String DOER = "AWS Internal";

  private final JsonFactory factory = new JsonFactory();
  private final Ids ids;

  /** A writer that draws event ids from {@code ids}. */
  public ServiceEventWriter(Ids ids) {
    this.ids = ids;
  }

  /** The event for the account's trail. */
  public Event event(Service service, ServiceEvent happened) {
    String id = ids.uuid();
    Instant time = happened.time().truncatedTo(ChronoUnit.SECONDS);
    ByteArrayBuilder bytes = new ByteArrayBuilder(1024);
    try (JsonGenerator json = factory.createGenerator(bytes)) {
      write(json, service, happened, id, time);
    } catch (IOException e) {
      throw new UncheckedIOException("a record in memory could not be written", e);
    }
    return new Event(
        happened.account(),
        happened.region(),
        time,
        id,
        happened.name(),
        service.eventSource(),
        null,
        null,
        false,
        true,
        Recorder.resources(happened.resources()),
        bytes.toByteArray());
  }

  private void write(
      JsonGenerator json, Service service, ServiceEvent happened, String id, Instant time)
      throws IOException {
    json.writeStartObject();
    json.writeStringField("eventVersion", "1.11");
    json.writeObjectFieldStart("userIdentity");
    json.writeStringField("accountId", happened.account());
    json.writeStringField("invokedBy", DOER);
    json.writeEndObject();
    json.writeStringField("eventTime", time.toString());
    json.writeStringField("eventSource", service.eventSource());
    json.writeStringField("eventName", happened.name());
    json.writeStringField("awsRegion", happened.region());
    json.writeStringField("sourceIPAddress", DOER);
    json.writeStringField("userAgent", DOER);
    json.writeNullField("requestParameters");
    json.writeFieldName("responseElements");
    JsonValues.write(json, happened.response());
    if (happened.call()) {
      json.writeStringField("requestID", ids.uuid());
    }
    json.writeStringField("eventID", id);
    json.writeBooleanField("readOnly", false);
    Recorder.writeResources(json, happened.resources());
    json.writeStringField("eventType", happened.call() ? "AwsApiCall" : "AwsServiceEvent");
    json.writeBooleanField("managementEvent", true);
    json.writeStringField("recipientAccountId", happened.account());
    if (!happened.details().isEmpty()) {
      json.writeFieldName("serviceEventDetails");
      JsonValues.write(json, happened.details());
    }
    json.writeStringField("eventCategory", "Management");
    json.writeEndObject();
  }
}
