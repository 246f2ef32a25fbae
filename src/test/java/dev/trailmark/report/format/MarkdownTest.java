package dev.trailmark.report.format;

import static org.assertj.core.api.Assertions.assertThat;

import org.commonmark.node.Node;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.HtmlRenderer;
import org.commonmark.renderer.text.TextContentRenderer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MarkdownTest {
  private static final Parser PARSER = Parser.builder().build();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "# no heading",
        "1. no list",
        "12) no list",
        "- no list",
        "+ no list",
        "[no](http://link)",
        "![no](http://image)",
        "<b>no</b> &amp; <!-- no -->",
        "no *emphasis* and no __emphasis__",
        "a `tick` and a \\ backslash",
        "> no quotation",
        "=== no underline",
        "~~~ no fence",
        "<http://auto>"
      })
  void proseShowsAsItIs(String text) {
    Node parsed = PARSER.parse(Markdown.text(text));

    assertThat(TextContentRenderer.builder().build().render(parsed)).isEqualTo(text);
    assertThat(HtmlRenderer.builder().build().render(parsed))
        .startsWith("<p>")
        .doesNotContain("<h", "<li", "<a", "<img", "<b", "<em", "<strong", "<code", "<!--");
  }

  @ParameterizedTest
  @ValueSource(strings = {"plain", "a `tick`", "``two``", "`", "a | b", "<b>&amp;</b> *x*"})
  void aValueShowsAsCode(String value) {
    String html =
        HtmlRenderer.builder().build().render(PARSER.parse("- x " + Markdown.code(value)));

    assertThat(html)
        .contains(
            "<code>"
                + value.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
                + "</code>");
  }
}
