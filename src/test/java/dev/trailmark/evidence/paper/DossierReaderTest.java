package dev.trailmark.evidence.paper;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trailmark.evidence.SourceFile;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

class DossierReaderTest {

  private static final String RECORD =
      """
      {"eventTime":"2025-10-27T00:01:13Z","eventSource":"kms.amazonaws.com",\
      "eventName":"%s","awsRegion":"us-east-1","recipientAccountId":"111122223333",\
      "eventID":"e1"}\
      """;

  private final List<SourceFile> files = new ArrayList<>();

  @Test
  void logsAreReadPackedAndUnpackedAndInUtf16() throws Exception {
    String log = "{\"Records\":[" + RECORD.formatted("GenerateDataKey") + "]}";
    add("111122223333_CloudTrail_us-east-1_20251027T0005Z_abc.json.gz", gzip(log));
    add("b.json", log.getBytes(StandardCharsets.UTF_8));
    add("c.txt", ("\uFEFF" + log).getBytes(StandardCharsets.UTF_16LE));

    Dossier dossier = read();

    assertThat(dossier.unread()).isEmpty();
    assertThat(dossier.records()).hasSize(3).allMatch(HandedRecord::fromLog);
    assertThat(dossier.logs()).hasSize(3).allMatch(each -> each.sha256().length() == 64);
    assertThat(dossier.logs().get(0).delivered().orElseThrow()).hasToString("2025-10-27T00:05:00Z");
    assertThat(dossier.accounts().all().get("111122223333"))
        .startsWith("111122223333_CloudTrail")
        .endsWith("record 1, event e1");
    assertThat(dossier.regions().all()).containsKey("us-east-1");
  }

  @Test
  void pastedRecordsAreCopies() {
    add("report.md", "x\n```\n{\"Records\":[" + RECORD.formatted("Decrypt") + "]}\n```\n");
    add(
        "lookup.json",
        "{\"Events\":[{\"CloudTrailEvent\":" + quoted(RECORD.formatted("A")) + "}]}");
    add("one.json", RECORD.formatted("B"));

    Dossier dossier = read();

    assertThat(dossier.records()).hasSize(3).noneMatch(HandedRecord::fromLog);
    assertThat(dossier.records().get(0).record().where())
        .isEqualTo("report.md:3, record 1, event e1");
    assertThat(dossier.logs()).hasSize(1).noneMatch(HandedLog::file);
  }

  @Test
  void anEventHistoryIsReadByItsTitles() {
    add(
        "event_history.csv",
        """
        User name,AWS access key,Event time,Event source,Event name,AWS region,Resources,Event ID
        ada,ASIA1,"October 26, 2025, 21:01:14 (UTC-03:00)",kms.amazonaws.com,CreateKey,us-east-1,\
        "[{""resourceType"":""AWS::KMS::Key"",""resourceName"":""arn:aws:kms:us-east-1:111122223333:key/k""}]",e9
        """);

    Dossier dossier = read();

    assertThat(dossier.unread()).isEmpty();
    assertThat(dossier.records())
        .singleElement()
        .satisfies(
            each -> {
              assertThat(each.fromLog()).isFalse();
              assertThat(each.record().time()).hasToString("2025-10-27T00:01:14Z");
              assertThat(each.record().resources())
                  .containsExactly("arn:aws:kms:us-east-1:111122223333:key/k");
              assertThat(each.record().where()).isEqualTo("event_history.csv:2, event e9");
            });
  }

  @Test
  void documentsDigestsAnswersAndProseAreTold() {
    add("'Key-Policy.JSON'", "{\"Statement\":[]}");
    add("head.txt", "{\"ServerSideEncryption\":\"aws:kms\"}");
    add("digest.json", "{\"awsAccountId\":\"1\",\"digestStartTime\":\"x\"}");
    add("“Answers.yaml”", "Q1: B\n2: Data events\n");
    add("notes.txt", "Key ID: 3d46abd3-279a-41b2-bcb1-b4b2cdcb76db");

    Dossier dossier = read();

    assertThat(dossier.unread()).isEmpty();
    assertThat(dossier.documents()).hasSize(2);
    assertThat(dossier.digests()).hasSize(1);
    assertThat(dossier.lines()).hasSize(1);
    assertThat(dossier.answers())
        .extracting(each -> each.value().number() + each.value().answer() + " " + each.place())
        .containsExactly("1B “Answers.yaml”:1", "2Data events “Answers.yaml”:2");
  }

  @Test
  void whatCannotBeReadIsNamedAndTheRestIsRead() throws Exception {
    add("a.pdf", "%PDF");
    add("b.json.gz", "not gzip at all");
    add("c.json", "{broken");
    add("d.csv", "Event name,Event time\nCreateKey,\"no time\n");
    add("e.txt", "fine");
    byte[] half = gzip("{\"Records\":[" + RECORD.formatted("A") + "]}");
    add("f.json.gz", java.util.Arrays.copyOf(half, half.length / 2));
    add("photo.png", "png");

    Dossier dossier = read();

    assertThat(dossier.lines()).hasSize(1);
    assertThat(dossier.unread())
        .extracting(line -> line.substring(0, line.indexOf(':')))
        .contains("a.pdf", "b.json.gz", "c.json", "f.json.gz")
        .doesNotContain("e.txt", "photo.png");
  }

  @Test
  void aLongLogIsBoundedInMemory() {
    StringBuilder log = new StringBuilder("{\"Records\":[");
    for (int i = 0; i < 3_000; i++) {
      log.append(i == 0 ? "" : ",").append(RECORD.formatted("Decrypt"));
    }
    add("long.json", log.append("]}").toString());

    Dossier dossier = read();

    assertThat(dossier.records()).hasSize(1_000);
    assertThat(dossier.logs().get(0).records()).isEqualTo(3_000);
    assertThat(dossier.unread())
        .containsExactly("2000 records of calls made very often were not looked at");
  }

  @Test
  void aLogThatUnpacksToAGiantValueIsNamedAndNotFollowed() throws Exception {
    String giant = "a".repeat(5 << 20);
    add("bomb.json.gz", gzip("{\"Records\":[{\"eventTime\":\"" + giant + "\"}]}"));
    add("deep.json", "{\"Records\":[" + "{\"a\":".repeat(1_000));

    assertThat(read().logs()).isEmpty();
    assertThat(read().unread())
        .hasSize(2)
        .allMatch(line -> line.contains(": larger or deeper than any log of CloudTrail's"));
  }

  @Test
  void anUnfitWriteUpWithManyBracesIsReadQuickly() {
    add("braces.txt", "{\n".repeat(100_000));

    assertThat(read().lines()).isNotEmpty();
  }

  private Dossier read() {
    return DossierReader.read(files, record -> true);
  }

  private void add(String name, String text) {
    add(name, text.getBytes(StandardCharsets.UTF_8));
  }

  private void add(String name, byte[] bytes) {
    files.add(new SourceFile(name, bytes.length, () -> new OnceClosed(bytes)));
  }

  private static String quoted(String json) {
    return "\"" + json.replace("\"", "\\\"") + "\"";
  }

  private static byte[] gzip(String text) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
      gzip.write(text.getBytes(Charset.forName("UTF-8")));
    }
    return bytes.toByteArray();
  }

  /** Cannot be read once it is closed, as the streams of files cannot. */
  private static final class OnceClosed extends FilterInputStream {
    private boolean closed;

    OnceClosed(byte[] bytes) {
      super(new ByteArrayInputStream(bytes));
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      if (closed) {
        throw new IOException("closed");
      }
      return super.read(buffer, offset, length);
    }

    @Override
    public void close() {
      closed = true;
    }
  }
}
