package dev.trailmark.submission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trailmark.evidence.SourceFile;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HandoverTest {
  private static final HandoverLimits SMALL = new HandoverLimits(5, 1_000, 2_000, 3);

  @TempDir Path temp;

  @Test
  void aFolderIsListedByNameWithoutLitter() throws Exception {
    write("work/report.md", "# Report");
    write("work/logs/one.json", "{}");
    write("work/.git/config", "x");
    write("work/__MACOSX/._report.md", "x");
    write("work/.DS_Store", "x");

    try (Handover handover = Handover.open(temp.resolve("work"))) {
      assertThat(handover.files())
          .extracting(SourceFile::name)
          .containsExactly("logs/one.json", "report.md");
      assertThat(text(handover.files().get(1))).isEqualTo("# Report");
      assertThat(handover.passedOver()).isEmpty();
    }
  }

  @Test
  void aZipWithAZipInItIsListedAsFolders() throws Exception {
    Path zip = temp.resolve("Ada.ZIP");
    Files.write(
        zip,
        zip(Map.of("a/notes.txt", bytes("hi"), "logs.zip", zip(Map.of("x.json", bytes("1"))))));

    try (Handover handover = Handover.open(zip)) {
      assertThat(handover.files())
          .extracting(SourceFile::name)
          .containsExactly("a/notes.txt", "logs.zip/x.json");
      assertThat(text(handover.files().get(1))).isEqualTo("1");
      assertThat(text(handover.files().get(1))).as("read again").isEqualTo("1");
    }
  }

  @Test
  void aZipInAFolderIsOpenedAndAPlainFileIsAHandoverOfItsOwn() throws Exception {
    Files.createDirectories(temp.resolve("work"));
    Files.write(temp.resolve("work/all.zip"), zip(Map.of("x.md", bytes("hi"))));
    write("alone.md", "me");

    try (Handover folder = Handover.open(temp.resolve("work"));
        Handover alone = Handover.open(temp.resolve("alone.md"))) {
      assertThat(folder.files()).extracting(SourceFile::name).containsExactly("all.zip/x.md");
      assertThat(alone.files()).extracting(SourceFile::name).containsExactly("alone.md");
    }
  }

  @Test
  void linksAreNotFollowed() throws Exception {
    write("secret.txt", "secret");
    write("work/a.txt", "a");
    Files.createSymbolicLink(temp.resolve("work/link.txt"), temp.resolve("secret.txt"));
    Files.createSymbolicLink(temp.resolve("work/up"), temp);
    Files.createSymbolicLink(temp.resolve("whole"), temp.resolve("work"));

    try (Handover handover = Handover.open(temp.resolve("work"))) {
      assertThat(handover.files()).extracting(SourceFile::name).containsExactly("a.txt");
      assertThat(handover.passedOver())
          .hasSize(2)
          .allMatch(line -> line.contains("a symbolic link; hand in the file itself"));
    }
    assertThatThrownBy(() -> Handover.open(temp.resolve("whole")))
        .isInstanceOf(SubmissionException.class)
        .hasMessageContaining("a link or no plain file");
  }

  @Test
  void pathsThatLeadOutOfAZipAreRefused() throws Exception {
    Map<String, byte[]> entries = new LinkedHashMap<>();
    entries.put("../../evil.txt", bytes("x"));
    entries.put("/etc/evil.txt", bytes("x"));
    entries.put("C:\\evil.txt", bytes("x"));
    entries.put("a\\..\\..\\evil.txt", bytes("x"));
    entries.put("good\\notes.txt", bytes("x"));
    Path zip = temp.resolve("ada.zip");
    Files.write(zip, zip(entries));

    try (Handover handover = Handover.open(zip)) {
      assertThat(handover.files()).extracting(SourceFile::name).containsExactly("good/notes.txt");
      assertThat(handover.passedOver())
          .hasSize(4)
          .allMatch(line -> line.contains("its path leads out of the zip"));
    }
  }

  @Test
  void aHugeFileIsRefusedByItsSizeAloneAndTheRestIsRead() throws Exception {
    write("work/notes.txt", "hi");
    try (RandomAccessFile log = new RandomAccessFile(temp.resolve("work/a.json").toFile(), "rw")) {
      log.setLength(2L << 30);
    }

    try (Handover handover = Handover.open(temp.resolve("work"))) {
      assertThat(handover.files()).extracting(SourceFile::name).containsExactly("notes.txt");
      assertThat(handover.passedOver())
          .containsExactly(
              "a.json: not read: it has 2048 MiB, and 256 MiB are the most;"
                  + " hand in only what the lab is about");
    }
  }

  @Test
  void aZipBombIsRefusedByWhatItsEntriesSay() throws Exception {
    Path zip = temp.resolve("bomb.zip");
    Files.write(zip, zip(Map.of("zeros.json", new byte[5_000_000])));
    assertThat(Files.size(zip)).isLessThan(10_000);

    try (Handover handover = Handover.open(zip, new HandoverLimits(5, 1_000_000, 2_000_000, 3))) {
      assertThat(handover.files()).isEmpty();
      assertThat(handover.passedOver().get(0)).contains("zeros.json: not read: it has 4 MiB");
    }
  }

  @Test
  void anEntryThatHoldsMoreThanItSaysIsNotReadToItsEnd() throws Exception {
    byte[] bytes = zip(Map.of("zeros.json", new byte[5_000_000]));
    setSize(bytes, 10);
    Path zip = temp.resolve("liar.zip");
    Files.write(zip, bytes);

    try (Handover handover = Handover.open(zip)) {
      assertThat(handover.files().get(0).size()).isEqualTo(10);
      assertThatThrownBy(() -> text(handover.files().get(0)))
          .isInstanceOf(IOException.class)
          .hasMessage("zeros.json: holds more than the 10 bytes that it says");
    }
  }

  @Test
  void zipsInZipsAreOpenedThreeDeepAndNoTemporaryFileStays() throws Exception {
    byte[] deep = zip(Map.of("found.txt", bytes("x")));
    byte[] deeper = zip(Map.of("deep.zip", deep, "also.txt", bytes("y")));
    Path zip = temp.resolve("ada.zip");
    Files.write(zip, zip(Map.of("3.zip", zip(Map.of("2.zip", deeper)))));
    long before = temporaryZips();

    try (Handover handover = Handover.open(zip)) {
      assertThat(handover.files())
          .extracting(SourceFile::name)
          .containsExactly("3.zip/2.zip/also.txt");
      assertThat(handover.passedOver())
          .containsExactly(
              "3.zip/2.zip/deep.zip: not read: a zip 3 zips deep; hand in the files themselves");
    }
    assertThat(temporaryZips()).isEqualTo(before);
  }

  @Test
  void tooManyFilesOrBytesEndTheReadingAndSaySo() throws Exception {
    for (int i = 0; i < 9; i++) {
      write("many/%d.txt".formatted(i), "x");
      write("large/%d.txt".formatted(i), "x".repeat(900));
    }

    try (Handover many = Handover.open(temp.resolve("many"), SMALL);
        Handover large = Handover.open(temp.resolve("large"), SMALL)) {
      assertThat(many.files()).hasSize(5);
      assertThat(many.passedOver())
          .singleElement()
          .asString()
          .contains("nor anything after it: more than 5 files");
      assertThat(large.files()).hasSize(2);
    }
  }

  @Test
  void aZipOfTooManyEntriesIsNotEvenOpened() throws Exception {
    Map<String, byte[]> entries = new LinkedHashMap<>();
    for (int i = 0; i < 6; i++) {
      entries.put(i + ".txt", bytes("x"));
    }
    Path zip = temp.resolve("many.zip");
    Files.write(zip, zip(entries));

    try (Handover handover = Handover.open(zip, SMALL)) {
      assertThat(handover.files()).isEmpty();
      assertThat(handover.passedOver().get(0)).contains("more than 5 entries");
    }
  }

  @Test
  void whatIsNoZipIsNamed() throws Exception {
    write("work/broken.zip", "PK not really");
    write("work/notes.txt", "hi");

    try (Handover handover = Handover.open(temp.resolve("work"))) {
      assertThat(handover.files()).extracting(SourceFile::name).containsExactly("notes.txt");
      assertThat(handover.passedOver().get(0)).startsWith("broken.zip: not read: not a whole zip");
    }
  }

  @Test
  void namesOfOldWindowsZipsAreRead() throws Exception {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes, Charset.forName("IBM437"))) {
      zip.putNextEntry(new ZipEntry("Año.txt"));
      zip.write('x');
    }
    Path file = temp.resolve("old.zip");
    Files.write(file, bytes.toByteArray());

    try (Handover handover = Handover.open(file)) {
      assertThat(handover.files()).extracting(SourceFile::name).containsExactly("Año.txt");
    }
  }

  @Test
  void whatIsNotThereIsAnError() {
    assertThatThrownBy(() -> Handover.open(temp.resolve("x")))
        .isInstanceOf(SubmissionException.class)
        .hasMessageContaining("no such file or folder");
  }

  private void write(String path, String text) throws IOException {
    Path file = temp.resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static String text(SourceFile file) throws IOException {
    try (InputStream in = file.open()) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static byte[] zip(Map<String, byte[]> entries) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (OutputStream out = bytes;
        ZipOutputStream zip = new ZipOutputStream(out)) {
      for (var entry : entries.entrySet()) {
        zip.putNextEntry(new ZipEntry(entry.getKey()));
        zip.write(entry.getValue());
      }
    }
    return bytes.toByteArray();
  }

  /** Changes the unpacked size in the zip's directory (APPNOTE.TXT 4.3.12). */
  private static void setSize(byte[] zip, int size) {
    for (int i = 0; i < zip.length - 4; i++) {
      if (zip[i] == 'P' && zip[i + 1] == 'K' && zip[i + 2] == 1 && zip[i + 3] == 2) {
        for (int b = 0; b < 4; b++) {
          zip[i + 24 + b] = (byte) (size >> 8 * b);
        }
      }
    }
  }

  private static long temporaryZips() throws IOException {
    try (var files = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
      return files
          .filter(file -> file.getFileName().toString().startsWith("trailmark-handover-"))
          .count();
    }
  }
}
