package dev.trailmark.cloud.cloudtrail.insight;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.trailmark.cloud.store.Event;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * What counts of a management event. Data events and what services do of their own accord are not
 * counted.
 *
 * @param minute in which it was made, in minutes since the epoch
 * @param source the event source
 * @param name the event name
 * @param readOnly whether it could not change anything
 * @param errorCode how it failed; {@code null} when it did not
 * @param identity the caller's ARN, of role sessions that of the assumed role without the session's
 *     name, as AWS's own example shows it; {@code null} when the record has none
 * @param agent the user agent; {@code null} when the record has none
 */
public record ApiCall(
    long minute,
    String source,
    String name,
    boolean readOnly,
    String errorCode,
    String identity,
    String agent) {
  private static final JsonFactory JSON = new JsonFactory();
  private static final int SECONDS = 60;
  private static final int LONGEST_AGENT = 256;
  private static final String SESSIONS = ":assumed-role/";

  /** What counts of an event; {@code null} when nothing does. */
  public static ApiCall of(Event event) {
    if (!event.management()) {
      return null;
    }
    Fields fields = Fields.of(event);
    if (!"AwsApiCall".equals(fields.type)) {
      return null;
    }
    return new ApiCall(
        Math.floorDiv(event.time().getEpochSecond(), SECONDS),
        event.source(),
        event.name(),
        event.readOnly(),
        fields.error,
        fields.arn == null ? null : withoutSession(fields.arn),
        fields.agent == null || fields.agent.isEmpty() ? null : shortened(fields.agent));
  }

  private static String withoutSession(String arn) {
    int role = arn.indexOf(SESSIONS);
    int session = role < 0 ? -1 : arn.indexOf('/', role + SESSIONS.length());
    return session < 0 ? arn : arn.substring(0, session);
  }

  private static String shortened(String agent) {
    return agent.length() <= LONGEST_AGENT ? agent : agent.substring(0, LONGEST_AGENT);
  }

  /** The series that it counts in. */
  List<Series> series() {
    List<Series> all = new ArrayList<>(2);
    if (!readOnly) {
      all.add(new Series(source, name, false, null));
    }
    if (errorCode != null) {
      all.add(new Series(source, name, readOnly, errorCode));
    }
    return all;
  }

  /** The few fields of a record that are counted by, read without the rest of it. */
  private static final class Fields {
    private String type;
    private String error;
    private String arn;
    private String agent;

    static Fields of(Event event) {
      Fields fields = new Fields();
      try (JsonParser parser = JSON.createParser(event.record())) {
        parser.nextToken();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
          fields.read(parser, parser.currentName());
        }
      } catch (IOException e) {
        throw new IllegalStateException("the record of event " + event.id() + " is damaged", e);
      }
      return fields;
    }

    private void read(JsonParser parser, String name) throws IOException {
      JsonToken value = parser.nextToken();
      switch (name) {
        case "eventType" -> type = parser.getValueAsString();
        case "errorCode" -> error = parser.getValueAsString();
        case "userAgent" -> agent = parser.getValueAsString();
        case "userIdentity" -> readIdentity(parser);
        default -> {
          if (value.isStructStart()) {
            parser.skipChildren();
          }
        }
      }
    }

    private void readIdentity(JsonParser parser) throws IOException {
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        String name = parser.currentName();
        if (parser.nextToken().isStructStart()) {
          parser.skipChildren();
        } else if (name.equals("arn")) {
          arn = parser.getValueAsString();
        }
      }
    }
  }
}
