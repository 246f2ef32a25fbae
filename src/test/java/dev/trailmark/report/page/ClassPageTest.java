package dev.trailmark.report.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.trailmark.report.Golden;
import dev.trailmark.report.Provenance;
import dev.trailmark.report.SampleClass;
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
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClassPageTest {
  private static final Pattern SCRIPT =
      Pattern.compile("<script(?: type=\"([^\"]*)\")?[^>]*>(.*?)</script>", Pattern.DOTALL);
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
                found -> found.group(1) == null ? "<script></script>" : quoted(found.group()));
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
  void whatAStudentWritesStaysText() {
    List<JsonNode> details = details();

    assertThat(page).doesNotContain("<script>alert").doesNotContain("\u202e");
    assertThat(details).hasSize(6);
    assertThat(details.get(5).at("/tasks/1/checks/0/entry/found").asText())
        .contains("<script>alert('x')</script>");
  }

  @Test
  void everyStudentsEvidenceIsThereAndTheHiddenIsMarked() {
    JsonNode cy = details().get(2);

    assertThat(cy.at("/tasks/0/checks/0/entry/evidence/0/where").asText())
        .isEqualTo("cy/writeup.md:14");
    assertThat(cy.at("/tasks/4/checks/1/hiddenUntil").asText()).isEqualTo("2026-12-24 00:00 UTC");
  }

  @Test
  void flagsLeadToTheStudentsRows() {
    Matcher link = Pattern.compile("<a href=\"#(s-[0-9a-f]+)\">Ada Lovelace</a>").matcher(page);

    assertThat(link.find()).isTrue();
    assertThat(page).contains("<tr id=\"" + link.group(1) + "\">");
  }

  private static List<JsonNode> details() {
    List<JsonNode> details = new ArrayList<>();
    Matcher script = SCRIPT.matcher(page);
    while (script.find()) {
      if (script.group(1) != null && !script.group().contains("id=\"series\"")) {
        try {
          details.add(JsonMapper.builder().build().readTree(script.group(2)));
        } catch (IOException e) {
          throw new IllegalStateException(e);
        }
      }
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
