package dev.trailmark.evidence;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;

/**
 * One CloudTrail record (User Guide, "CloudTrail record contents").
 *
 * @param id {@code eventID}
 * @param time {@code eventTime}, in whole seconds
 * @param source {@code eventSource}, such as {@code kms.amazonaws.com}
 * @param name {@code eventName}
 * @param category {@code Management}, {@code Data} or {@code Insight}
 * @param identity who called
 * @param userAgent the caller's program
 * @param errorCode empty when the call succeeded
 * @param errorMessage empty when the call succeeded
 * @param request {@code requestParameters}
 * @param resources ARNs of {@code resources}
 * @param file where the record was read: a log object, a file, or a call
 * @param region {@code awsRegion}
 * @param account {@code recipientAccountId}, the account that the record was written for
 * @param requestId {@code requestID}
 * @param readOnly whether the call only reads
 * @param response {@code responseElements}
 */
public record TrailRecord(
    String id,
    Instant time,
    String source,
    String name,
    String category,
    RecordIdentity identity,
    String userAgent,
    String errorCode,
    String errorMessage,
    JsonNode request,
    List<String> resources,
    String file,
    String region,
    String account,
    String requestId,
    boolean readOnly,
    JsonNode response)
    implements Dated {

  @Override
  public Optional<Instant> done() {
    return Optional.of(time);
  }

  /**
   * Reads one record.
   *
   * @throws MalformedEvidenceException if it is not an object with a time
   */
  public static TrailRecord of(JsonNode json, String file) {
    if (!json.isObject() || !json.path("eventTime").isTextual()) {
      throw new MalformedEvidenceException(file + ": a record without eventTime");
    }
    return new TrailRecord(
        json.path("eventID").asText(""),
        time(json.get("eventTime").asText(), file),
        json.path("eventSource").asText(""),
        json.path("eventName").asText(""),
        json.path("eventCategory").asText(""),
        RecordIdentity.of(json.path("userIdentity")),
        json.path("userAgent").asText(""),
        json.path("errorCode").asText(""),
        json.path("errorMessage").asText(""),
        json.path("requestParameters"),
        StreamSupport.stream(json.path("resources").spliterator(), false)
            .map(resource -> resource.path("ARN").asText(""))
            .toList(),
        file,
        json.path("awsRegion").asText(""),
        json.path("recipientAccountId").asText(""),
        json.path("requestID").asText(""),
        json.path("readOnly").asBoolean(false),
        json.path("responseElements"));
  }

  /** A text member of the request, or empty. */
  public String parameter(String name) {
    return request.path(name).asText("");
  }

  /** Whether the call was {@code name} on the service, such as {@code s3} and {@code GetObject}. */
  public boolean is(String service, String name) {
    return source.equals(service + ".amazonaws.com") && this.name.equals(name);
  }

  /** Whether the call succeeded. */
  public boolean succeeded() {
    return errorCode.isEmpty();
  }

  /** Whether an S3 record is about this object. */
  public boolean concerns(String bucket, String key) {
    return parameter("bucketName").equals(bucket) && parameter("key").equals(key);
  }

  /** The record as a person finds it again. */
  @Override
  public String toString() {
    String outcome = succeeded() ? "" : " (" + errorCode + ")";
    return "%s%s at %s by %s".formatted(name, outcome, time, identity);
  }

  /** The file that it stands in, without its number there. */
  public String container() {
    int number = file.lastIndexOf(", record ");
    return number < 0 ? file : file.substring(0, number);
  }

  /** Where the record stands. */
  public String where() {
    return "%s, event %s".formatted(file, id);
  }

  private static Instant time(String text, String file) {
    try {
      return Instant.parse(text);
    } catch (DateTimeException e) {
      throw new MalformedEvidenceException(
          "%s: eventTime '%s' is not a time like 2025-10-27T00:01:13Z".formatted(file, text), e);
    }
  }
}
