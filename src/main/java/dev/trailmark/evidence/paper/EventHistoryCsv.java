package dev.trailmark.evidence.paper;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvParser;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import dev.trailmark.evidence.MalformedEvidenceException;
import dev.trailmark.evidence.TrailRecord;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Reads the CSV that CloudTrail's console downloads from its event history. Columns are known by
 * their titles, in any order and spelling; the download has no request parameters, so a record says
 * little more than what was done, when, and to which resources.
 */
public final class EventHistoryCsv {

  private static final CsvMapper CSV =
      CsvMapper.builder()
          .enable(CsvParser.Feature.WRAP_AS_ARRAY)
          .enable(CsvParser.Feature.TRIM_SPACES)
          .enable(CsvParser.Feature.SKIP_EMPTY_LINES)
          .build();

  private final Map<String, Integer> columns;
  private final String file;

  private EventHistoryCsv(Map<String, Integer> columns, String file) {
    this.columns = columns;
    this.file = file;
  }

  /** Whether a text's first line is the header of such a download. */
  public static boolean looksLikeOne(String text) {
    String head = letters(text.lines().findFirst().orElse(""));
    return head.contains("eventname") && head.contains("eventtime");
  }

  /**
   * Hands each row to the consumer.
   *
   * @throws MalformedEvidenceException if it is no such download
   */
  public static void read(String text, String file, Consumer<TrailRecord> consumer) {
    char separator = text.lines().findFirst().orElse("").contains(";") ? ';' : ',';
    try (MappingIterator<String[]> rows =
        CSV.readerFor(String[].class)
            .with(CsvSchema.emptySchema().withColumnSeparator(separator))
            .readValues(text)) {
      EventHistoryCsv table = new EventHistoryCsv(columns(rows, file), file);
      while (rows.hasNext()) {
        int line = rows.getCurrentLocation().getLineNr();
        table.record(rows.next(), line).ifPresent(consumer);
      }
    } catch (JsonProcessingException e) {
      throw new MalformedEvidenceException(
          "%s:%d: not CSV; download the event history again"
              .formatted(file, e.getLocation() == null ? 1 : e.getLocation().getLineNr()),
          e);
    } catch (IOException | RuntimeException e) {
      if (e instanceof MalformedEvidenceException malformed) {
        throw malformed;
      }
      throw new MalformedEvidenceException(file + ": not CSV; download the event history again", e);
    }
  }

  private static Map<String, Integer> columns(MappingIterator<String[]> rows, String file) {
    Map<String, Integer> columns = new HashMap<>();
    String[] head = rows.hasNext() ? rows.next() : new String[0];
    for (int i = 0; i < head.length; i++) {
      columns.put(letters(head[i]), i);
    }
    if (!columns.containsKey("eventname") || !columns.containsKey("eventtime")) {
      throw new MalformedEvidenceException(
          file + ":1: no event history: it has no columns Event name and Event time");
    }
    return columns;
  }

  private Optional<TrailRecord> record(String[] row, int line) {
    List<Instant> times = new ArrayList<>();
    PaperTimes.in(cell(row, "eventtime")).forEach(time -> time.instant().ifPresent(times::add));
    if (times.isEmpty() || cell(row, "eventname").isEmpty()) {
      return Optional.empty();
    }
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("eventTime", times.get(0).toString());
    json.put("eventName", cell(row, "eventname"));
    json.put("eventSource", cell(row, "eventsource"));
    json.put("awsRegion", cell(row, "awsregion"));
    json.put("eventID", cell(row, "eventid"));
    json.put("requestID", cell(row, "requestid"));
    json.put("errorCode", cell(row, "errorcode"));
    json.put("userAgent", cell(row, "useragent"));
    json.put("recipientAccountId", cell(row, "recipientaccountid"));
    json.put("readOnly", cell(row, "readonly").equalsIgnoreCase("true"));
    json.put("eventCategory", "Management");
    Mentions.arns(cell(row, "resources"))
        .forEach(arn -> json.withArrayProperty("resources").addObject().put("ARN", arn.text()));
    return Optional.of(TrailRecord.of(json, file + ":" + line));
  }

  private String cell(String[] row, String column) {
    Integer index = columns.get(column);
    return index == null || index >= row.length || row[index] == null ? "" : row[index].strip();
  }

  private static String letters(String title) {
    return title.toLowerCase(Locale.ROOT).replaceAll("[^a-z,;]", "");
  }
}
