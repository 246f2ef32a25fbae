package dev.trailmark.report.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.trailmark.marks.Grade;
import dev.trailmark.marks.GradeBook;
import dev.trailmark.report.Golden;
import dev.trailmark.report.Provenance;
import dev.trailmark.report.SampleClass;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.InflaterInputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClassPageTest {
  private static final Pattern SCRIPT =
      Pattern.compile("<script(?: type=\"([^\"]*)\")?[^>]*>(.*?)</script>", Pattern.DOTALL);
  private static final Pattern BLOCK =
      Pattern.compile("<script type=\"text/plain\" class=\"block\">([A-Za-z0-9+/=]+)</script>");
  private static final Pattern STYLE = Pattern.compile("<style>(.*?)</style>", Pattern.DOTALL);

  @TempDir static Path folder;
  private static String page;

  @BeforeAll
  static void write() throws IOException {
    Provenance provenance = new Provenance("1.0", Map.of("submissions", "class/"));
    page = Files.readString(new ClassPage(provenance).write(SampleClass.book(), folder));
  }

  @Test
  void theMarkupIsAsItShouldBe() throws IOException {
    String markup = STYLE.matcher(page).replaceAll("<style></style>");
    markup =
        SCRIPT
            .matcher(markup)
            .replaceAll(
                found ->
                    found.group(1) == null
                        ? "<script></script>"
                        : BLOCK.matcher(found.group()).matches()
                            ? "<script block></script>"
                            : quoted(found.group()));
    markup = markup.replaceAll("'sha256-[^']*'", "'sha256-'");
    Path file = Files.writeString(folder.resolve("markup.html"), markup);

    Golden.check("class/class.html", file);
  }

  @Test
  void thePolicyAdmitsExactlyWhatThePageCarries() throws Exception {
    Matcher policy = Pattern.compile("script-src ([^;]*); style-src ([^;]*);").matcher(page);
    assertThat(policy.find()).isTrue();
    List<String> scripts = new ArrayList<>();
    Matcher script = SCRIPT.matcher(page);
    while (script.find()) {
      if (script.group(1) == null) {
        scripts.add(hash(script.group(2)));
      }
    }
    Matcher style = STYLE.matcher(page);
    assertThat(style.find()).isTrue();

    assertThat(policy.group(1).split(" ")).containsExactlyElementsOf(scripts).hasSize(2);
    assertThat(policy.group(2)).isEqualTo(hash(style.group(1)));
    assertThat(page).contains("default-src 'none'");
  }

  @Test
  void aBrowserFetchesNothing() {
    assertThat(page)
        .doesNotContain("sourceMappingURL")
        .doesNotContainPattern("<(?:script|img|link|iframe)[^>]*\\s(?:src|href)=")
        .doesNotContainPattern("@import|url\\(");
  }

  @Test
  void whatAStudentWritesStaysText() throws IOException {
    List<JsonNode> details = details();

    assertThat(page).doesNotContain("<script>alert").doesNotContain("\u202e");
    assertThat(details).hasSize(6);
    assertThat(details.get(5).at("/tasks/1/checks/0/entry/found").asText())
        .contains("<script>alert('x')</script>");
  }

  @Test
  void everyStudentsEvidenceIsThereAndTheHiddenIsMarked() throws IOException {
    JsonNode cy = details().get(2);

    assertThat(cy.at("/tasks/0/checks/0/entry/evidence/0/where").asText())
        .isEqualTo("cy/writeup.md:14");
    assertThat(cy.at("/tasks/4/checks/1/hiddenUntil").asText()).isEqualTo("2026-12-24 00:00 UTC");
  }

  @Test
  void aLargeClassTakesLittleMoreThanItsTable() throws IOException {
    GradeBook sample = SampleClass.book();
    List<Grade> many = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      many.addAll(sample.grades());
    }
    GradeBook book =
        new GradeBook(sample.gradedAt(), sample.course(), sample.rubric(), many, sample.flags());
    Provenance provenance = new Provenance("1.0", Map.of("submissions", "class/"));

    String large = Files.readString(new ClassPage(provenance).write(book, folder.resolve("large")));

    assertThat(BLOCK.matcher(large).results()).hasSize(3);
    assertThat(large.lines().filter(line -> line.contains("data-block=\"2\" data-entry=\"9\"")))
        .hasSize(1);
  }

  @Test
  void flagsLeadToTheStudentsRows() {
    Matcher link = Pattern.compile("<a href=\"#(s-[0-9a-f]+)\">Ada Lovelace</a>").matcher(page);

    assertThat(link.find()).isTrue();
    assertThat(page).contains("<tr id=\"" + link.group(1) + "\" ");
  }

  /** The students' details, unpacked as a browser does it, in the rows' order. */
  private static List<JsonNode> details() throws IOException {
    List<JsonNode> blocks = new ArrayList<>();
    Matcher block = BLOCK.matcher(page);
    while (block.find()) {
      byte[] packed = Base64.getDecoder().decode(block.group(1));
      blocks.add(
          JsonMapper.builder()
              .build()
              .readTree(new InflaterInputStream(new ByteArrayInputStream(packed))));
    }
    List<JsonNode> details = new ArrayList<>();
    Matcher row = Pattern.compile("data-block=\"(\\d+)\" data-entry=\"(\\d+)\"").matcher(page);
    while (row.find()) {
      details.add(blocks.get(Integer.parseInt(row.group(1))).get(Integer.parseInt(row.group(2))));
    }
    return details;
  }

  private static String quoted(String text) {
    return Matcher.quoteReplacement(text);
  }

  private static String hash(String text) throws Exception {
    byte[] digest =
        MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    return "'sha256-" + Base64.getEncoder().encodeToString(digest) + "'";
  }
}
