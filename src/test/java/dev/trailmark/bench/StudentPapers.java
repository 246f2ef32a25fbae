package dev.trailmark.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * The papers of one made-up student: those of the example {@code dora-on-paper} with an account, a
 * key, a bucket, names and request IDs of this student's own, and nothing wrong with them.
 */
final class StudentPapers {
  static final String REPORT = "report.md";
  static final String KEY_ID = "604dc687-5fd1-480f-9c2c-9338254aa89e";

  private static final String ACCOUNT = "792075756255";
  private static final String BUCKET_NUMBER = "569164236";
  private static final String ROLE = "AWSLabsUser-JX9a2A0OE0P31TleoqpV60";
  private static final Pattern OWN =
      Pattern.compile("\"(requestID|eventID|sharedEventID)\":\"([^\"]+)\"");
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Map<String, byte[]> files = new TreeMap<>();
  private final String keyId;
  private final String account;
  private final String bucket;

  private StudentPapers(String keyId, String account, String bucket) {
    this.keyId = keyId;
    this.account = account;
    this.bucket = bucket;
  }

  /**
   * The papers of a student.
   *
   * @param example the folder of the example
   * @param number tells students apart; the same number gives the same papers
   */
  static StudentPapers of(Path example, int number) throws IOException {
    Random random = new Random(number);
    String key = new UUID(random.nextLong(), random.nextLong()).toString();
    String account = Long.toString(100_000_000_000L + random.nextInt(Integer.MAX_VALUE));
    Map<String, String> own = new LinkedHashMap<>();
    own.put(KEY_ID, key);
    own.put(ACCOUNT, account);
    own.put(BUCKET_NUMBER, Integer.toString(100_000_000 + random.nextInt(800_000_000)));
    own.put(ROLE, "AWSLabsUser-" + number + "x" + Integer.toHexString(random.nextInt()));
    own.put("Dora Example", "Student " + number);
    own.put("| 4 | Data events |", "| 4 | Management events |");
    StudentPapers papers =
        new StudentPapers(key, account, "mycloudtrailbucket" + own.get(BUCKET_NUMBER));
    try (Stream<Path> all = Files.walk(example)) {
      for (Path file : all.filter(Files::isRegularFile).sorted().toList()) {
        String name = replaced(example.relativize(file).toString(), own);
        String text = replaced(Files.readString(file), own);
        papers.files.put(name, bytes(withOwnIds(text, random)));
      }
    }
    papers.put(
        "insights.json",
        "{\"InsightSelectors\":[{\"InsightType\":\"ApiCallRateInsight\"},"
            + "{\"InsightType\":\"ApiErrorRateInsight\"}]}");
    return papers;
  }

  private static String replaced(String text, Map<String, String> own) {
    String made = text;
    for (Map.Entry<String, String> each : own.entrySet()) {
      made = made.replace(each.getKey(), each.getValue());
    }
    return made;
  }

  /** Request and event IDs of this student's own; one that is in two records stays in both. */
  private static String withOwnIds(String text, Random random) {
    Map<String, String> ids = new LinkedHashMap<>();
    Matcher matcher = OWN.matcher(text);
    while (matcher.find()) {
      ids.computeIfAbsent(
          matcher.group(2), id -> new UUID(random.nextLong(), random.nextLong()).toString());
    }
    return replaced(text, ids);
  }

  String keyId() {
    return keyId;
  }

  String account() {
    return account;
  }

  String bucket() {
    return bucket;
  }

  void put(String name, String text) {
    files.put(name, bytes(text));
  }

  void put(String name, byte[] content) {
    files.put(name, content);
  }

  byte[] remove(String name) {
    return files.remove(name);
  }

  /** A file's text. */
  String text(String name) {
    return new String(files.get(name), StandardCharsets.UTF_8);
  }

  /** Replaces some text in a file, which has to be there. */
  void edit(String name, String old, String other) {
    String text = text(name);
    if (!text.contains(old)) {
      throw new IllegalArgumentException(name + " does not say " + old);
    }
    put(name, text.replace(old, other));
  }

  /** The names of the log files, by time. */
  List<String> logs() {
    return files.keySet().stream().filter(name -> name.startsWith("logs/")).toList();
  }

  /** Takes all logs away, and returns them as one. */
  String takeLogs() {
    ArrayNode records = JSON.createArrayNode();
    for (String log : logs()) {
      json(log).path("Records").forEach(records::add);
      files.remove(log);
    }
    return JSON.createObjectNode().set("Records", records).toString();
  }

  /** Drops the records that match from all logs; there has to be one. */
  void drop(Predicate<ObjectNode> which) {
    int dropped = 0;
    for (String log : logs()) {
      ObjectNode root = json(log);
      ArrayNode kept = JSON.createArrayNode();
      for (var record : root.path("Records")) {
        if (which.test((ObjectNode) record)) {
          dropped++;
        } else {
          kept.add(record);
        }
      }
      root.set("Records", kept);
      put(log, root.toString());
    }
    if (dropped == 0) {
      throw new IllegalArgumentException("no record to drop");
    }
  }

  /** Changes the records that match in all logs. */
  void change(Predicate<ObjectNode> which, Consumer<ObjectNode> how) {
    for (String log : logs()) {
      ObjectNode root = json(log);
      root.path("Records")
          .forEach(
              record -> {
                if (which.test((ObjectNode) record)) {
                  how.accept((ObjectNode) record);
                }
              });
      put(log, root.toString());
    }
  }

  /** Whether a record is of an event, by its name. */
  static Predicate<ObjectNode> event(String name) {
    return record -> record.path("eventName").asText().equals(name);
  }

  private ObjectNode json(String name) {
    try {
      return (ObjectNode) JSON.readTree(files.get(name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Writes the papers as a folder. */
  void writeTo(Path folder) throws IOException {
    for (Map.Entry<String, byte[]> file : files.entrySet()) {
      Path path = folder.resolve(file.getKey());
      Files.createDirectories(path.getParent());
      Files.write(path, file.getValue());
    }
  }

  /** The papers as a zip. */
  byte[] zipped() throws IOException {
    return zip(files);
  }

  static byte[] zip(Map<String, byte[]> content) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      for (Map.Entry<String, byte[]> file : content.entrySet()) {
        zip.putNextEntry(new ZipEntry(file.getKey()));
        zip.write(file.getValue());
        zip.closeEntry();
      }
    }
    return bytes.toByteArray();
  }

  static byte[] gzip(byte[] content) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
      gzip.write(content);
    }
    return bytes.toByteArray();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
