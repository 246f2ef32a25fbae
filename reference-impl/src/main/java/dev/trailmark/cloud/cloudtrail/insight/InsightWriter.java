package dev.trailmark.cloud.cloudtrail.insight;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.ByteArrayBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * Writes the record of an Insights event, in the form and order of AWS's published examples, with
 * averages of ten decimals as there. The code of the error whose rate is unusual is in {@code
 * insightDetails}; error codes are an attribution of call rates only, as the console shows.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-insights-fields-trails.html">
 *     CloudTrail record contents for Insights events for trails</a>
 */
public final class InsightWriter {
  private static final String VERSION = "1.08";
  private static final int SECONDS = 60;
  private static final int DECIMALS = 10;
  private static final JsonFactory JSON = new JsonFactory();

  private InsightWriter() {}

  /**
   * The record.
   *
   * @param id its event id
   */
  public static String write(Finding finding, String accountId, String region, String id) {
    ByteArrayBuilder bytes = new ByteArrayBuilder(1024);
    try (JsonGenerator json = JSON.createGenerator(bytes)) {
      json.writeStartObject();
      json.writeStringField("eventVersion", VERSION);
      json.writeStringField("eventTime", time(finding.minute()).toString());
      json.writeStringField("awsRegion", region);
      json.writeStringField("eventID", id);
      json.writeStringField("eventType", "AwsCloudTrailInsight");
      json.writeStringField("recipientAccountId", accountId);
      json.writeStringField("sharedEventID", finding.activity().sharedId());
      writeDetails(json, finding);
      json.writeStringField("eventCategory", "Insight");
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException("a record in memory could not be written", e);
    }
    return new String(bytes.toByteArray(), StandardCharsets.UTF_8);
  }

  /** A minute as the time of an event. */
  public static Instant time(long minute) {
    return Instant.ofEpochSecond(minute * SECONDS);
  }

  private static void writeDetails(JsonGenerator json, Finding finding) throws IOException {
    Series series = finding.activity().series();
    json.writeObjectFieldStart("insightDetails");
    json.writeStringField("state", finding.state());
    json.writeStringField("eventSource", series.source());
    json.writeStringField("eventName", series.name());
    json.writeStringField("insightType", series.type());
    if (series.errorCode() != null) {
      json.writeStringField("errorCode", series.errorCode());
    }
    json.writeObjectFieldStart("insightContext");
    writeStatistics(json, finding);
    writeAttributions(json, finding);
    json.writeEndObject();
    json.writeEndObject();
  }

  private static void writeStatistics(JsonGenerator json, Finding finding) throws IOException {
    OpenRecord activity = finding.activity();
    json.writeObjectFieldStart("statistics");
    writeAverage(json, "baseline", activity.baseline().average());
    writeAverage(json, "insight", (double) activity.activity().count() / finding.duration());
    json.writeNumberField("insightDuration", finding.duration());
    json.writeNumberField("baselineDuration", activity.baseline().minutes());
    json.writeEndObject();
  }

  private static void writeAverage(JsonGenerator json, String name, double average)
      throws IOException {
    json.writeObjectFieldStart(name);
    json.writeNumberField("average", rounded(average));
    json.writeEndObject();
  }

  private static double rounded(double average) {
    return BigDecimal.valueOf(average).setScale(DECIMALS, RoundingMode.HALF_UP).doubleValue();
  }

  private static void writeAttributions(JsonGenerator json, Finding finding) throws IOException {
    Attributes insight = finding.activity().activity().attributes();
    Attributes baseline = finding.activity().baseline().attributes();
    json.writeArrayFieldStart("attributions");
    write(json, finding, "userIdentityArn", insight.identities(), baseline.identities());
    write(json, finding, "userAgent", insight.agents(), baseline.agents());
    if (finding.activity().series().errorCode() == null) {
      write(json, finding, "errorCode", insight.errors(), baseline.errors());
    }
    json.writeEndArray();
  }

  private static void write(
      JsonGenerator json,
      Finding finding,
      String attribute,
      Map<String, Long> insight,
      Map<String, Long> baseline)
      throws IOException {
    json.writeStartObject();
    json.writeStringField("attribute", attribute);
    write(json, "insight", Attributes.top(insight, finding.duration()));
    write(
        json,
        "baseline",
        Attributes.top(baseline, Math.max(1, finding.activity().baseline().minutes())));
    json.writeEndObject();
  }

  private static void write(JsonGenerator json, String name, List<Attributes.Share> shares)
      throws IOException {
    json.writeArrayFieldStart(name);
    for (Attributes.Share share : shares) {
      json.writeStartObject();
      json.writeStringField("value", share.value());
      json.writeNumberField("average", rounded(share.average()));
      json.writeEndObject();
    }
    json.writeEndArray();
  }
}
