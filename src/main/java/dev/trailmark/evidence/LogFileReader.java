package dev.trailmark.evidence;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.util.Arrays;
import java.util.function.Consumer;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/**
 * Reads CloudTrail log files: gzip of {@code {"Records":[…]}}. One record is in memory at a time,
 * and neither a file that unpacks without end nor a giant record is followed to its end. A record
 * of AWS is at most 256 KB (User Guide, "CloudTrail record contents").
 */
public final class LogFileReader {

  private static final long UNPACKED_LIMIT = 4L << 30;
  private static final int TEXT_LIMIT = 4 << 20;
  private static final int DEPTH_LIMIT = 200;

  /** What gzip begins with (RFC 1952, 2.3.1). */
  private static final byte[] MAGIC = {0x1F, (byte) 0x8B};

  private static final ObjectMapper JSON =
      JsonMapper.builder(
              com.fasterxml.jackson.core.JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(DEPTH_LIMIT)
                          .maxStringLength(TEXT_LIMIT)
                          .maxDocumentLength(UNPACKED_LIMIT)
                          .build())
                  .build())
          .build();

  private LogFileReader() {}

  /**
   * Hands each record of a gzipped log file to the consumer.
   *
   * @param file the compressed bytes; not closed here
   * @param name the file or object, for messages and as the records' place
   * @throws MalformedEvidenceException if it is not gzip, not JSON, or no log file
   * @throws IOException if the bytes cannot be fetched
   */
  public static void read(InputStream file, String name, Consumer<TrailRecord> consumer)
      throws IOException {
    read(GZIPInputStream::new, file, name, consumer);
  }

  /**
   * The same for a log file as students hand it in, which a browser or a program may have unpacked.
   *
   * @throws MalformedEvidenceException if it is not JSON, or no log file
   * @throws IOException if the bytes cannot be fetched
   */
  public static void readAsHandedIn(InputStream file, String name, Consumer<TrailRecord> consumer)
      throws IOException {
    read(LogFileReader::unpacked, file, name, consumer);
  }

  /**
   * A stream's bytes, unpacked if they are gzip and as they are if not.
   *
   * @throws IOException if the bytes cannot be fetched
   */
  public static InputStream unpacked(InputStream file) throws IOException {
    PushbackInputStream bytes = new PushbackInputStream(file, MAGIC.length);
    byte[] first = bytes.readNBytes(MAGIC.length);
    bytes.unread(first);
    return Arrays.equals(first, MAGIC) ? new GZIPInputStream(bytes) : bytes;
  }

  private static void read(
      Unpacking unpacking, InputStream file, String name, Consumer<TrailRecord> consumer)
      throws IOException {
    try (InputStream unpacked = unpacking.open(file);
        JsonParser parser = JSON.createParser(unpacked)) {
      toRecords(parser, name);
      int number = 0;
      while (parser.nextToken() != JsonToken.END_ARRAY) {
        number++;
        JsonNode record = JSON.readTree(parser);
        consumer.accept(TrailRecord.of(record, "%s, record %d".formatted(name, number)));
      }
    } catch (ZipException | EOFException e) {
      throw new MalformedEvidenceException(
          name + ": not a whole gzip file; take the .json.gz as CloudTrail delivered it", e);
    } catch (JsonParseException e) {
      throw new MalformedEvidenceException(
          "%s: not JSON%s; take the file as CloudTrail delivered it"
              .formatted(name, place(e.getLocation())),
          e);
    } catch (StreamConstraintsException e) {
      throw new MalformedEvidenceException(
          "%s: larger or deeper than any log of CloudTrail's%s; take the file as CloudTrail delivered"
                  .formatted(name, place(e.getLocation()))
              + " it",
          e);
    }
  }

  /** Some faults have no place. */
  private static String place(JsonLocation location) {
    return location == null
        ? ""
        : " at line %d, column %d".formatted(location.getLineNr(), location.getColumnNr());
  }

  /**
   * Reads a record that stands alone, as LookupEvents gives it.
   *
   * @throws MalformedEvidenceException if it is not JSON or no record
   */
  public static TrailRecord readOne(String json, String where) {
    try {
      return TrailRecord.of(JSON.readTree(json), where);
    } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
      throw new MalformedEvidenceException(where + ": the event is not JSON", e);
    }
  }

  private interface Unpacking {
    InputStream open(InputStream file) throws IOException;
  }

  private static void toRecords(JsonParser parser, String name) throws IOException {
    if (parser.nextToken() == JsonToken.START_OBJECT) {
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        boolean records = parser.currentName().equals("Records");
        JsonToken value = parser.nextToken();
        if (records && value == JsonToken.START_ARRAY) {
          return;
        }
        parser.skipChildren();
      }
    }
    throw new MalformedEvidenceException(
        name + ": no CloudTrail log file: it has no array Records");
  }
}
