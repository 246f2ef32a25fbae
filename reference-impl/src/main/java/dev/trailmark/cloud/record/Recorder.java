package dev.trailmark.cloud.record;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.ByteArrayBuilder;
import dev.trailmark.cloud.identity.Principal;
import dev.trailmark.cloud.operation.Call;
import dev.trailmark.cloud.operation.Caller;
import dev.trailmark.cloud.operation.Protocol;
import dev.trailmark.cloud.operation.ServiceEvent;
import dev.trailmark.cloud.operation.ServiceException;
import dev.trailmark.cloud.operation.TrailNotes;
import dev.trailmark.cloud.operation.TrailRule;
import dev.trailmark.cloud.protocol.Shapes;
import dev.trailmark.cloud.store.Event;
import dev.trailmark.cloud.store.Ids;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiFunction;
import software.amazon.awssdk.core.SdkPojo;

/**
 * Writes the CloudTrail record of a call, one for each account that receives it, members in the
 * order in which AWS writes them.
 */
public final class Recorder {
  /** Longest {@code errorMessage}; the documentation says 1 KB. */
  private static final int MAX_ERROR_MESSAGE = 1024;

  private final JsonFactory factory = new JsonFactory();
  private final Ids ids;
  private final ServiceEventWriter services;
  private final ElsewhereWriter elsewhere;
  private final AdditionalData more;
  private volatile Stamp latest = new Stamp(Instant.EPOCH, Instant.EPOCH.toString());

  private record Stamp(Instant time, String text) {}

  /** A recorder that draws event ids from {@code ids}. */
  public Recorder(Ids ids) {
    this.ids = ids;
    this.services = new ServiceEventWriter(ids);
    this.elsewhere = new ElsewhereWriter(ids);
    this.more = new AdditionalData(ids);
  }

  /** The events of one call; empty when no account receives it. */
  public List<Event> record(Occurrence occurrence) {
    List<String> recipients = occurrence.recipients();
    List<Event> events = new ArrayList<>(recipients.size());
    String shared = isShared(occurrence) ? ids.uuid() : null;
    for (String recipient : recipients) {
      events.add(event(occurrence, recipient, shared));
    }
    if (occurrence.error() == null) {
      for (ServiceEvent happened : occurrence.call().trail().others()) {
        events.add(services.event(occurrence.service(), happened));
      }
      for (TrailNotes.Elsewhere record : occurrence.call().trail().elsewhere()) {
        events.add(elsewhere.event(occurrence, record));
      }
    }
    return events;
  }

  /** Records that reach other accounts than a principal's own are tied together by a shared id. */
  private static boolean isShared(Occurrence occurrence) {
    Principal principal = principal(occurrence);
    return occurrence.recipients().size() > 1 || principal.isAnonymous() || principal.isService();
  }

  private static Principal principal(Occurrence occurrence) {
    return occurrence.call().caller().principal();
  }

  /**
   * Random; of an event that several accounts may receive a name-based UUID (version 3), as the
   * records of services' calls and of calls across accounts show.
   */
  private String id(String recipient, String sharedId) {
    return sharedId == null
        ? ids.uuid()
        : UUID.nameUUIDFromBytes((sharedId + recipient).getBytes(StandardCharsets.UTF_8))
            .toString();
  }

  private Event event(Occurrence occurrence, String recipient, String sharedId) {
    Call call = occurrence.call();
    TrailRule<?, ?> rule = occurrence.operation().trail();
    String id = id(recipient, sharedId);
    String name = rule.eventName() == null ? occurrence.operation().name() : rule.eventName();
    Instant time = call.time().truncatedTo(ChronoUnit.SECONDS);
    Principal principal = principal(occurrence);
    ByteArrayBuilder bytes = new ByteArrayBuilder(2048);
    try (JsonGenerator json = factory.createGenerator(bytes)) {
      json.writeStartObject();
      writeHead(json, occurrence, recipient, name, time);
      writeBody(json, occurrence, rule);
      writeTail(json, occurrence, rule, id, recipient, sharedId);
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException("a record in memory could not be written", e);
    }
    return new Event(
        recipient,
        call.region(),
        time,
        id,
        name,
        occurrence.service().eventSource(),
        username(principal),
        IdentityWriter.accessKeyId(call.caller()),
        rule.readOnly(),
        rule.management(),
        found(occurrence, rule),
        bytes.toByteArray());
  }

  private void writeHead(
      JsonGenerator json, Occurrence occurrence, String recipient, String name, Instant time)
      throws IOException {
    Call call = occurrence.call();
    json.writeStringField("eventVersion", eventVersion(occurrence));
    IdentityWriter.write(json, call.caller(), recipient);
    json.writeStringField("eventTime", text(time));
    json.writeStringField("eventSource", occurrence.service().eventSource());
    json.writeStringField("eventName", name);
    json.writeStringField("awsRegion", call.region());
    writeOrigin(json, occurrence);
    ServiceException error = occurrence.error();
    if (error != null) {
      json.writeStringField("errorCode", occurrence.service().recordedCode(error.code()));
      if (error.getMessage() != null && !error.getMessage().isEmpty()) {
        json.writeStringField("errorMessage", shortened(error.getMessage()));
      }
    }
  }

  /** Formatted once a second. */
  private String text(Instant time) {
    Stamp stamp = latest;
    if (!stamp.time().equals(time)) {
      stamp = new Stamp(time, time.toString());
      latest = stamp;
    }
    return stamp.text();
  }

  /**
   * STS still writes 1.08 where the other services write 1.11, as the lab's own log shows; but
   * GetCallerIdentity was seen with 1.11.
   */
  private static String eventVersion(Occurrence occurrence) {
    boolean old =
        AdditionalData.isSts(occurrence)
            && !occurrence.operation().name().equals("GetCallerIdentity");
    return old ? "1.08" : "1.11";
  }

  private static void writeOrigin(JsonGenerator json, Occurrence occurrence) throws IOException {
    Caller caller = occurrence.call().caller();
    if (caller.isService()) {
      json.writeStringField("sourceIPAddress", caller.invokedBy());
      json.writeStringField("userAgent", caller.invokedBy());
      return;
    }
    json.writeStringField("sourceIPAddress", caller.sourceIp());
    String agent = caller.userAgent() == null ? "" : caller.userAgent();
    json.writeStringField("userAgent", isS3(occurrence) ? "[" + agent + "]" : agent);
  }

  static boolean isS3(Occurrence occurrence) {
    return occurrence.service().protocol().style() == Protocol.Style.REST_XML;
  }

  private static String shortened(String message) {
    if (message.length() <= MAX_ERROR_MESSAGE) {
      return message;
    }
    boolean split = Character.isHighSurrogate(message.charAt(MAX_ERROR_MESSAGE - 1));
    return message.substring(0, split ? MAX_ERROR_MESSAGE - 1 : MAX_ERROR_MESSAGE);
  }

  private void writeBody(JsonGenerator json, Occurrence occurrence, TrailRule<?, ?> rule)
      throws IOException {
    json.writeFieldName("requestParameters");
    JsonValues.write(json, parameters(occurrence, rule));
    json.writeFieldName("responseElements");
    JsonValues.write(json, response(occurrence, rule));
    Map<String, Object> additional = more.of(occurrence);
    if (additional != null && !additional.isEmpty()) {
      json.writeFieldName("additionalEventData");
      JsonValues.write(json, additional);
    }
  }

  private static Map<String, Object> parameters(Occurrence occurrence, TrailRule<?, ?> rule) {
    Call call = occurrence.call();
    return withNotes(
        elements(call, occurrence.input(), rule.parameters(), rule.omitted()),
        call.trail().parameters());
  }

  private static Map<String, Object> response(Occurrence occurrence, TrailRule<?, ?> rule) {
    return elements(occurrence.call(), occurrence.output(), rule.response(), Set.of());
  }

  /** By the row's function, else all members that were set; {@code null} when there are none. */
  @SuppressWarnings("unchecked")
  private static <T> Map<String, Object> elements(
      Call call,
      SdkPojo message,
      BiFunction<Call, T, Map<String, Object>> function,
      Set<String> omitted) {
    if (message == null) {
      return null;
    }
    if (function != null) {
      return function.apply(call, (T) message);
    }
    Map<String, Object> members = Shapes.record(message, omitted);
    return members.isEmpty() ? null : members;
  }

  private static Map<String, Object> withNotes(
      Map<String, Object> parameters, Map<String, Object> noted) {
    if (noted == null) {
      return parameters;
    }
    Map<String, Object> merged =
        parameters == null ? new LinkedHashMap<>() : new LinkedHashMap<>(parameters);
    merged.putAll(noted);
    return merged;
  }

  private static void writeTail(
      JsonGenerator json,
      Occurrence occurrence,
      TrailRule<?, ?> rule,
      String id,
      String recipient,
      String sharedId)
      throws IOException {
    Call call = occurrence.call();
    json.writeStringField("requestID", call.requestId());
    json.writeStringField("eventID", id);
    json.writeBooleanField("readOnly", rule.readOnly());
    writeResources(json, call.trail().resources());
    json.writeStringField("eventType", "AwsApiCall");
    json.writeBooleanField("managementEvent", rule.management());
    json.writeStringField("recipientAccountId", recipient);
    if (sharedId != null) {
      json.writeStringField("sharedEventID", sharedId);
    }
    json.writeStringField("eventCategory", rule.management() ? "Management" : "Data");
    writeTls(json, call.caller());
  }

  static void writeResources(JsonGenerator json, List<TrailNotes.Resource> resources)
      throws IOException {
    if (resources.isEmpty()) {
      return;
    }
    json.writeArrayFieldStart("resources");
    for (TrailNotes.Resource resource : resources) {
      json.writeStartObject();
      if (resource.accountId() != null) {
        json.writeStringField("accountId", resource.accountId());
      }
      json.writeStringField("type", resource.type());
      json.writeStringField(resource.prefix() ? "ARNPrefix" : "ARN", resource.arn());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private static void writeTls(JsonGenerator json, Caller caller) throws IOException {
    if (caller.tls() == null) {
      return;
    }
    json.writeObjectFieldStart("tlsDetails");
    json.writeStringField("tlsVersion", caller.tls().version());
    json.writeStringField("cipherSuite", caller.tls().cipherSuite());
    if (caller.host() != null) {
      json.writeStringField("clientProvidedHostHeader", caller.host());
    }
    json.writeEndObject();
  }

  /** What LookupEvents calls Username: the user, the session, or {@code root}. */
  static String username(Principal principal) {
    return switch (principal.type()) {
      case ROOT -> "root";
      case USER -> principal.name();
      case ASSUMED_ROLE, FEDERATED_USER ->
          principal.userId().substring(principal.userId().indexOf(':') + 1);
      case SERVICE, ANONYMOUS -> null;
    };
  }

  private static List<Event.Resource> found(Occurrence occurrence, TrailRule<?, ?> rule) {
    TrailNotes notes = occurrence.call().trail();
    List<Event.Resource> found = resources(notes.resources());
    found.addAll(resources(notes.mentioned()));
    if (occurrence.service().protocol().style() == Protocol.Style.QUERY) {
      found.addAll(0, NamedIdentities.of(parameters(occurrence, rule), response(occurrence, rule)));
    }
    return found;
  }

  /** Resources as the event history finds them. */
  static List<Event.Resource> resources(List<TrailNotes.Resource> noted) {
    List<Event.Resource> resources = new ArrayList<>(noted.size());
    for (TrailNotes.Resource resource : noted) {
      resources.add(new Event.Resource(resource.type(), lookupName(resource.arn())));
    }
    return resources;
  }

  /** Event history knows S3's resources by name, others by ARN. */
  private static String lookupName(String arn) {
    String s3 = "arn:aws:s3:::";
    return arn.startsWith(s3) ? arn.substring(s3.length()) : arn;
  }
}
