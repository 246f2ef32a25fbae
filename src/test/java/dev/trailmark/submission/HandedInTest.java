package dev.trailmark.submission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HandedInTest {
  private static final SubmissionReader READER = new SubmissionReader(name -> null);

  @TempDir Path folder;

  @Test
  void aFolderOfPapersIsKnownByItsName() throws Exception {
    write("ada/report.md", "x");

    HandedIn handedIn = HandedIn.at(entry("ada"), READER);

    assertThat(handedIn.student()).isEqualTo("ada");
    assertThat(handedIn.live()).isFalse();
    assertThat(handedIn.place()).isEqualTo(folder.resolve("ada"));
  }

  @Test
  void aDeclarationWithoutAnAccountIsOnPaperAndNamesTheStudent() throws Exception {
    write("ada/Submission.yaml", "student: Ada Lovelace\n");

    HandedIn handedIn = HandedIn.at(entry("ada/Submission.yaml"), READER);

    assertThat(handedIn.student()).isEqualTo("Ada Lovelace");
    assertThat(handedIn.live()).isFalse();
    assertThat(handedIn.place()).isEqualTo(folder.resolve("ada"));
  }

  @Test
  void aDeclarationInAZipIsRead() throws Exception {
    zip("ada.zip", "work/submission.yaml", "student: Ada\naccount: {region: us-east-1}\n");

    HandedIn handedIn = HandedIn.at(entry("ada.zip"), READER);

    assertThat(handedIn.student()).isEqualTo("Ada");
    assertThat(handedIn.live()).isTrue();
  }

  @Test
  void aWrongDeclarationInAZipIsNamedWithItsPlace() throws Exception {
    zip("ada.zip", "submission.yaml", "student: Ada\nbuckett: x\n");

    assertThatThrownBy(() -> HandedIn.at(entry("ada.zip"), READER))
        .isInstanceOf(SubmissionException.class)
        .hasMessageContaining("ada.zip/submission.yaml:2:1: unknown member \"buckett\"");
  }

  private SubmissionFolder.Entry entry(String path) {
    return new SubmissionFolder.Entry("ada", folder.resolve(path));
  }

  private void write(String path, String text) throws IOException {
    Path file = folder.resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  private void zip(String path, String name, String text) throws IOException {
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(folder.resolve(path)))) {
      zip.putNextEntry(new ZipEntry(name));
      zip.write(text.getBytes(StandardCharsets.UTF_8));
    }
  }
}
