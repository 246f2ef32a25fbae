package dev.trailmark;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What the documents name is there: the tests behind the rules, and what links lead to. */
class DocumentsTest {
  private static final Path ROOT = Path.of("..");
  private static final Map<String, Path> PLACES =
      Map.of(
          "ref", ROOT.resolve("reference-impl/src/test/java/dev/trailmark/cloud"),
          "src", ROOT.resolve("src/test/java/dev/trailmark"),
          "interop", ROOT.resolve("interop/test/java/dev/trailmark/interop"),
          "features", ROOT.resolve("features"));

  private static final Pattern RULE = Pattern.compile("(?m)^\\| (?!rule \\|).+ \\| (.+) \\|$");
  private static final Pattern CODE = Pattern.compile("`([^`]+)`");

  /** A place, a class or feature in it, a {@code *} for any, and perhaps a method of its. */
  private static final Pattern TEST =
      Pattern.compile("(\\w+)/(?:(.+)/)?([\\w*]+(?:\\.feature)?)(?:\\.(\\w+))?");

  private static final Pattern LINK = Pattern.compile("]\\(([^)#:]+)(?:#[^)]*)?\\)");
  private static final Pattern DECISION = Pattern.compile("(?m)^## (\\d+)\\. ");

  @Test
  void everyRuleNamesTestsThatExist() throws IOException {
    List<String> missing = new ArrayList<>();
    for (String tests : matches(RULE, ROOT.resolve("INVARIANTS.md"))) {
      List<String> named = CODE.matcher(tests).results().map(code -> code.group(1)).toList();
      assertThat(named).as(tests).isNotEmpty();
      String text = "";
      for (String name : named) {
        text = name.startsWith(".") ? text : textOf(name);
        if (text.isEmpty() || !text.contains(methodOf(name))) {
          missing.add(name);
        }
      }
    }
    assertThat(missing).isEmpty();
  }

  /** What stands in the files of that name; nothing when there are none. */
  private static String textOf(String name) throws IOException {
    Matcher test = parsed(name);
    Path room = PLACES.get(test.group(1)).resolve(test.group(2) == null ? "" : test.group(2));
    String file = test.group(3).endsWith(".feature") ? test.group(3) : test.group(3) + ".java";
    StringBuilder text = new StringBuilder();
    try (DirectoryStream<Path> found = Files.newDirectoryStream(room, file)) {
      for (Path path : found) {
        text.append(Files.readString(path));
      }
    }
    return text.toString();
  }

  private static String methodOf(String name) {
    String method = name.startsWith(".") ? name.substring(1) : parsed(name).group(4);
    return method == null ? "" : "void " + method + "(";
  }

  private static Matcher parsed(String name) {
    Matcher test = TEST.matcher(name);
    assertThat(test.matches()).as("%s is a test's name", name).isTrue();
    return test;
  }

  @Test
  void linksLeadSomewhere() throws IOException {
    List<String> broken = new ArrayList<>();
    for (Path document : documents()) {
      for (String link : matches(LINK, document)) {
        if (Files.notExists(document.resolveSibling(link))) {
          broken.add(document + ": " + link);
        }
      }
    }
    assertThat(broken).isEmpty();
  }

  @Test
  void decisionsAreNumberedOneAfterTheOther() throws IOException {
    List<String> numbers = matches(DECISION, ROOT.resolve("docs/DECISIONS.md"));
    assertThat(numbers)
        .isNotEmpty()
        .isEqualTo(IntStream.rangeClosed(1, numbers.size()).mapToObj(String::valueOf).toList());
  }

  private static List<Path> documents() throws IOException {
    List<Path> documents = new ArrayList<>();
    for (String folder : List.of("", "docs", "examples", "reports")) {
      try (DirectoryStream<Path> found = Files.newDirectoryStream(ROOT.resolve(folder), "*.md")) {
        found.forEach(documents::add);
      }
    }
    return documents;
  }

  /** The first group of each match in the document. */
  private static List<String> matches(Pattern pattern, Path document) throws IOException {
    return pattern.matcher(Files.readString(document)).results().map(m -> m.group(1)).toList();
  }
}
