package dev.trailmark.bench;

import static dev.trailmark.bench.StudentPapers.REPORT;
import static dev.trailmark.bench.StudentPapers.event;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.trailmark.integrity.DigestMaker;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * Thirty-one students, each with one kind of mistake. Papers without one are worth 96.5: of the 100
 * points three facts stay claims that no log can show (the alias, 3; the description, 2; the
 * insights, 2), at half.
 */
final class KnownFaults {
  static final String FLAWLESS = "96.5";
  private static final String OTHER_KEY = "aaaaaaaa-1111-4222-8333-bbbbbbbbbbbb";
  private static final String TIME = "November 28, 2026, 13:36:54 (UTC-03:00)";

  private KnownFaults() {}

  static List<Fault> all() {
    return Stream.of(form(), task1And2(), task3And4(), rest(), harmful())
        .flatMap(List::stream)
        .toList();
  }

  /** Mistakes of form, which cost nothing. */
  private static List<Fault> form() {
    return List.of(
        new Fault("01-flawless", FLAWLESS, "", "", papers -> {}),
        new Fault(
            "02-utf-16",
            FLAWLESS,
            "",
            "",
            papers ->
                papers.put(
                    REPORT, ("\uFEFF" + papers.text(REPORT)).getBytes(StandardCharsets.UTF_16LE))),
        new Fault(
            "03-windows-lines-and-mark",
            FLAWLESS,
            "",
            "",
            papers -> papers.put(REPORT, "\uFEFF" + papers.text(REPORT).replace("\n", "\r\n"))),
        new Fault("04-zip-in-zip", FLAWLESS, "", "", KnownFaults::zipInZip),
        new Fault("05-logs-as-delivered", FLAWLESS, "", "", KnownFaults::gzipLogs),
        new Fault(
            "05-logs-with-their-digests",
            FLAWLESS,
            "the file is proved by",
            "",
            papers -> withDigests(papers, text -> text)),
        new Fault(
            "06-answers-by-letter-and-number",
            FLAWLESS,
            "",
            "",
            papers -> {
              papers.edit(REPORT, "Access is denied by default unless explicitly granted", "(d)");
              papers.edit(REPORT, "| 4 | Management events |", "| 4 | 1 |");
            }));
  }

  private static void zipInZip(StudentPapers papers) throws IOException {
    byte[] inner = papers.zipped();
    for (String name : List.of(REPORT, "describe-key.json", "list-aliases.json", "insights.json")) {
      papers.remove(name);
    }
    papers.logs().forEach(papers::remove);
    papers.put("all.zip", StudentPapers.zip(Map.of("my lab/work.zip", inner)));
  }

  private static void gzipLogs(StudentPapers papers) throws IOException {
    for (String log : papers.logs()) {
      papers.put(log + ".gz", StudentPapers.gzip(papers.remove(log)));
    }
  }

  private static List<Fault> task1And2() {
    return List.of(
        // the noted key ID is not the key's: 2
        new Fault(
            "07-wrong-key-id",
            "94.5",
            OTHER_KEY,
            "two keys",
            papers -> papers.edit(REPORT, "Key ID: " + papers.keyId(), "Key ID: " + OTHER_KEY)),
        // the alias, at half: 1.5
        new Fault(
            "08-other-alias",
            "95",
            "myFirstKey",
            "",
            papers -> {
              papers.edit("list-aliases.json", "alias/myFirstKey", "alias/mySecondKey");
              papers.edit(REPORT, "myFirstKey", "mySecondKey");
            }),
        // the description, at half: 1
        new Fault(
            "09-no-description",
            "95.5",
            "KMS Key for S3 data",
            "",
            papers -> papers.edit("describe-key.json", "KMS Key for S3 data", "")),
        // the described key is another account's: the image is not under it 8, nor the use its 4
        new Fault(
            "10-other-account",
            "84.5",
            "and the student's key is arn:aws:kms:us-east-1:999999999999:key/",
            "two accounts",
            papers -> papers.edit("describe-key.json", papers.account(), "999999999999")),
        // the insights, at half: 1
        new Fault(
            "11-no-insights",
            "95.5",
            "get-insight-selectors",
            "",
            papers -> papers.remove("insights.json")));
  }

  private static List<Fault> task3And4() {
    return List.of(
        // encrypted under the key 8, the unsigned read's refusal 5, the use of the key 4
        new Fault("12-no-sse-kms", "79.5", "SSE-KMS", "", KnownFaults::sseS3),
        // encrypted under the student's key 8, the use of that key 4
        new Fault(
            "13-under-another-key", "84.5", OTHER_KEY, "two keys", KnownFaults::underAnotherKey),
        // a bucket key changes what the log says, and costs nothing
        new Fault("14-bucket-key", FLAWLESS, "", "", KnownFaults::bucketKey),
        // the upload time 3
        new Fault(
            "15-time-off",
            "93.5",
            "2026-11-28T19:36:54Z",
            "two times",
            papers -> papers.edit(REPORT, TIME, "November 28, 2026, 16:36:54 (UTC-03:00)")),
        // the upload time 3
        new Fault(
            "16-no-time",
            "93.5",
            "upload time",
            "",
            papers -> papers.edit(REPORT, "The image was last modified: " + TIME, "")),
        // told, and the log is right
        new Fault(
            "17-contradictory-url",
            FLAWLESS,
            "",
            "two buckets",
            papers ->
                papers.edit(REPORT, "https://mycloudtrailbucket", "https://mycloudtrailbucket9")),
        // the signed read 3
        new Fault(
            "18-never-opened",
            "93.5",
            "signed read",
            "",
            papers ->
                papers.drop(
                    event("GetObject").and(record -> record.path("errorCode").isMissingNode()))),
        // made public 4, and the refusal of the unsigned read after it 5
        new Fault("19-never-public", "87.5", "ACL", "", KnownFaults::neverPublic),
        // made public 4
        new Fault(
            "20-still-blocked",
            "92.5",
            "block",
            "",
            papers ->
                papers.change(
                    event("PutBucketPublicAccessBlock"),
                    record ->
                        ((ObjectNode)
                                record
                                    .path("requestParameters")
                                    .path("PublicAccessBlockConfiguration"))
                            .put("BlockPublicAcls", true))));
  }

  private static void sseS3(StudentPapers papers) {
    papers.drop(
        event("GenerateDataKey")
            .or(event("Decrypt"))
            .or(record -> record.path("errorCode").asText().equals("InvalidArgument")));
    papers.change(
        record -> isUpload(record),
        record -> {
          for (String part : List.of("requestParameters", "responseElements")) {
            ObjectNode headers = (ObjectNode) record.path(part);
            headers.remove("x-amz-server-side-encryption-aws-kms-key-id");
            headers.put("x-amz-server-side-encryption", "AES256");
          }
        });
    papers.edit(
        REPORT,
        "InvalidArgument: Requests specifying Server Side Encryption with AWS KMS managed keys"
            + " require AWS Signature Version 4.",
        "the picture.");
  }

  private static boolean isUpload(ObjectNode record) {
    return event("PutObject").test(record)
        && record.path("requestParameters").path("key").asText().equals("eiffel.png");
  }

  private static void underAnotherKey(StudentPapers papers) {
    for (String log : papers.logs()) {
      String text = papers.text(log);
      papers.put(
          log,
          text.replaceAll(
              "(arn:aws:kms:us-east-1:\\d{12}:key/)" + papers.keyId(), "$1" + OTHER_KEY));
    }
  }

  private static void bucketKey(StudentPapers papers) {
    papers.change(
        event("GenerateDataKey"),
        record -> {
          ObjectNode context =
              (ObjectNode) record.path("requestParameters").path("encryptionContext");
          context.put("aws:s3:arn", context.path("aws:s3:arn").asText().replace("/eiffel.png", ""));
        });
    papers.change(
        KnownFaults::isUpload,
        record ->
            ((ObjectNode) record.path("responseElements"))
                .put("x-amz-server-side-encryption-bucket-key-enabled", "true"));
  }

  private static void neverPublic(StudentPapers papers) {
    papers.drop(
        event("PutObjectAcl")
            .or(record -> record.path("errorCode").asText().equals("InvalidArgument")));
    papers.edit(REPORT, "After I had made the image public it said", "");
    papers.edit(
        REPORT,
        "InvalidArgument: Requests specifying Server Side Encryption with AWS KMS managed keys"
            + " require AWS Signature Version 4.",
        "");
  }

  private static List<Fault> rest() {
    return List.of(
        // both scenarios of task 6: 10; without them no policy is shown to list the student: 2 and
        // 2
        new Fault(
            "21-task-6-missing",
            "82.5",
            "no key policy was handed in",
            "",
            papers -> papers.drop(event("PutKeyPolicy"))),
        // the restoring of task 6: 5; and task 1's key user is none in the end: 2
        new Fault("22-not-restored", "89.5", "key user", "", KnownFaults::notRestored),
        // two answers of 4
        new Fault(
            "23-wrong-answers",
            "88.5",
            "Data events",
            "",
            papers -> {
              papers.edit(REPORT, "| 4 | Management events |", "| 4 | Data events |");
              papers.edit(REPORT, "| 2 | D |", "| 2 | A |");
            }),
        // the assessment
        new Fault(
            "24-no-answers",
            "76.5",
            "no answer",
            "",
            papers -> {
              String text = papers.text(REPORT);
              papers.put(REPORT, text.substring(0, text.indexOf("## Assessment")));
            }),
        // two days late at 10 % a day: 96.5 less 19.3
        new Fault(
            "25-late",
            "77.2",
            "2 days late",
            "",
            papers ->
                papers.put(
                    "submission.yaml", "student: Late\nsubmittedAt: 2026-12-02T12:00:00-03:00\n")),
        new Fault("26-copied", FLAWLESS, "", "same key ID", papers -> {}));
  }

  /** The last policy that names the student as user again is taken away. */
  private static void notRestored(StudentPapers papers) {
    int[] seen = {0};
    papers.drop(record -> event("PutKeyPolicy").test(record) && ++seen[0] == 2);
  }

  /** What is broken or would do harm: it is named, and what else there is counts. */
  private static List<Fault> harmful() {
    return List.of(
        // the log that names the trail is torn: its name 4
        new Fault("27-corrupt-gz", "92.5", "_8ruq0BzU9ikaa9S1.json.gz", "", KnownFaults::tornLog),
        new Fault(
            "28-path-traversal",
            FLAWLESS,
            "evil.txt",
            "",
            papers ->
                papers.put(
                    "more.zip",
                    StudentPapers.zip(
                        Map.of("../../evil.txt", "x".getBytes(StandardCharsets.UTF_8))))),
        new Fault(
            "29-word-file", FLAWLESS, "report.docx", "", papers -> papers.put("report.docx", "PK")),
        // a log that its digest contradicts is no log that CloudTrail could write: 3; what it says
        // is
        // a claim: half of the 77 points left that are no answers
        new Fault(
            "30-edited-log",
            "58.5",
            "not as CloudTrail delivered it",
            "changed log",
            papers ->
                withDigests(
                    papers, text -> text.replace("\"eventName\":\"ListAliases\"", "\"x\":\"y\""))));
  }

  /** CloudTrail's public keys, by which the digests of this class hold. */
  static String publicKeys() {
    return new DigestMaker(1).publicKeys().replace("2025-11-20", "2027-11-20");
  }

  /** One log file with its digest, and an edit that comes after the digest. */
  private static void withDigests(StudentPapers papers, UnaryOperator<String> edit)
      throws IOException {
    String text = papers.takeLogs();
    DigestMaker trail =
        new DigestMaker(1, papers.bucket(), papers.account(), Instant.parse("2026-11-28T16:35:00Z"))
            .hour(text);
    for (Map.Entry<String, byte[]> file : trail.files().entrySet()) {
      boolean log = !file.getKey().contains("Digest");
      papers.put(
          "logs/" + file.getKey(),
          log
              ? StudentPapers.gzip(edit.apply(text).getBytes(StandardCharsets.UTF_8))
              : file.getValue());
    }
  }

  private static void tornLog(StudentPapers papers) throws IOException {
    String first = papers.logs().get(0);
    byte[] whole = StudentPapers.gzip(papers.remove(first));
    papers.put(first + ".gz", Arrays.copyOf(whole, whole.length / 2));
  }
}
