package dev.trailmark.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

class LogFileReaderTest {

  private static final String RECORD =
      "{\"eventTime\":\"2025-10-27T00:01:13Z\",\"eventSource\":\"s3.amazonaws.com\","
          + "\"eventName\":\"GetObject\",\"userIdentity\":{\"accountId\":\"anonymous\"},"
          + "\"requestParameters\":{\"bucketName\":\"b\",\"key\":\"k\"},"
          + "\"errorCode\":\"AccessDenied\",\"eventID\":\"%s\"}";

  private static byte[] gzip(String text) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
      gzip.write(text.getBytes(StandardCharsets.UTF_8));
    }
    return bytes.toByteArray();
  }

  private static List<TrailRecord> read(byte[] file) throws IOException {
    List<TrailRecord> records = new ArrayList<>();
    try (InputStream in = new ByteArrayInputStream(file)) {
      LogFileReader.read(in, "log.json.gz", records::add);
    }
    return records;
  }

  @Test
  void everyRecordIsReadWithItsPlace() throws IOException {
    String log =
        "{\"Records\":[%s,%s]}".formatted(RECORD.formatted("one"), RECORD.formatted("two"));

    List<TrailRecord> records = read(gzip(log));

    assertThat(records).extracting(TrailRecord::id).containsExactly("one", "two");
    TrailRecord second = records.get(1);
    assertThat(second.where()).isEqualTo("log.json.gz, record 2, event two");
    assertThat(second.is("s3", "GetObject")).isTrue();
    assertThat(second.concerns("b", "k")).isTrue();
    assertThat(second.succeeded()).isFalse();
    assertThat(second.identity().anonymous()).isTrue();
  }

  @Test
  void membersBesideTheRecordsAreSkipped() throws IOException {
    String log = "{\"more\":{\"Records\":[1]},\"Records\":[%s]}".formatted(RECORD.formatted("one"));

    assertThat(read(gzip(log))).hasSize(1);
  }

  @Test
  void aFileThatIsNotGzipIsNamed() {
    assertThatThrownBy(() -> read("{\"Records\":[]}".getBytes(StandardCharsets.UTF_8)))
        .isInstanceOf(MalformedEvidenceException.class)
        .hasMessageStartingWith("log.json.gz: not a whole gzip file");
  }

  @Test
  void aTruncatedFileIsNamed() throws IOException {
    byte[] whole = gzip("{\"Records\":[%s]}".formatted(RECORD.formatted("one")));

    assertThatThrownBy(() -> read(Arrays.copyOf(whole, whole.length / 2)))
        .isInstanceOf(MalformedEvidenceException.class)
        .hasMessageStartingWith("log.json.gz: not a whole gzip file");
  }

  @Test
  void aFileThatIsNotJsonIsNamedWithLineAndColumn() throws IOException {
    byte[] file = gzip("{\"Records\":[\n {] }");

    assertThatThrownBy(() -> read(file))
        .isInstanceOf(MalformedEvidenceException.class)
        .hasMessageStartingWith("log.json.gz: not JSON at line 2");
  }

  @Test
  void aFileWithoutRecordsIsNoLogFile() throws IOException {
    byte[] file = gzip("{\"awsAccountId\":\"111122223333\"}");

    assertThatThrownBy(() -> read(file))
        .isInstanceOf(MalformedEvidenceException.class)
        .hasMessageContaining("no array Records");
  }

  @Test
  void aRecordWithoutATimeIsRefusedWithItsNumber() throws IOException {
    byte[] file = gzip("{\"Records\":[{\"eventName\":\"X\"}]}");

    assertThatThrownBy(() -> read(file))
        .isInstanceOf(MalformedEvidenceException.class)
        .hasMessage("log.json.gz, record 1: a record without eventTime");
  }
}
