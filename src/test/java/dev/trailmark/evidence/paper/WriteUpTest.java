package dev.trailmark.evidence.paper;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class WriteUpTest {

  @Test
  void fencedJsonIsFoundWithItsLineAndIsNoProse() {
    WriteUp text = WriteUp.read("# Title\n\n```json\n{\"a\":\n 1}\n```\nafter\n", "r.md");

    assertThat(text.snippets())
        .singleElement()
        .satisfies(
            snippet -> {
              assertThat(snippet.place()).hasToString("r.md:4");
              assertThat(snippet.json().path("a").asInt()).isEqualTo(1);
            });
    assertThat(text.lines())
        .extracting(Located::value)
        .contains("# Title", "after")
        .noneMatch(line -> line.contains("\"a\""));
  }

  @Test
  void jsonThatNobodyFencedIsFoundToo() {
    WriteUp text = WriteUp.read("My policy:\n{\n \"Statement\": []\n}\nthe end", "r.txt");

    assertThat(text.snippets().get(0).place()).hasToString("r.txt:2");
    assertThat(text.lines())
        .extracting(line -> line.place() + " " + line.value())
        .containsExactly("r.txt:1 My policy:", "r.txt:5 the end");
  }

  @Test
  void textThatOnlyBeginsLikeJsonStaysText() {
    WriteUp text = WriteUp.read("{not json\nmore", "r.txt");

    assertThat(text.snippets()).isEmpty();
    assertThat(text.lines()).hasSize(2);
  }

  @Test
  void severalDocumentsInOneBlockAreAllFound() {
    WriteUp text = WriteUp.read("```\n{\"a\":1}\n{\"b\":2}\n```", "r.md");

    assertThat(text.snippets()).extracting(snippet -> snippet.place().line()).containsExactly(2, 3);
  }

  @Test
  void ofAGiantTextTheLinesAndTheJsonAreRead() {
    WriteUp text = WriteUp.read("| a | b |\n".repeat(150_000) + "{\"a\":1}\n", "r.md");

    assertThat(text.tables()).isEmpty();
    assertThat(text.lines()).hasSize(150_001);
    assertThat(text.snippets()).hasSize(1);
  }

  @Test
  void tablesAreReadRowByRow() {
    WriteUp text = WriteUp.read("x\n\n| # | Answer |\n|---|---|\n| 1 | **B** |\n", "r.md");

    assertThat(text.tables()).hasSize(1);
    assertThat(text.tables().get(0).get(1).value()).containsExactly("1", "B");
    assertThat(text.tables().get(0).get(1).place()).hasToString("r.md:5");
  }
}
