package dev.trailmark.evidence.paper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trailmark.evidence.MalformedEvidenceException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class SourceTextTest {

  @Test
  void textIsReadHoweverItWasSaved() {
    String text = "Año\nline 2";

    assertThat(decode("Año\r\nline 2".getBytes(StandardCharsets.UTF_8))).isEqualTo(text);
    assertThat(decode("Año\rline 2".getBytes(StandardCharsets.UTF_8))).isEqualTo(text);
    assertThat(decode("\uFEFFAño\nline 2".getBytes(StandardCharsets.UTF_8))).isEqualTo(text);
    assertThat(decode("\uFEFFAño\r\nline 2".getBytes(StandardCharsets.UTF_16LE))).isEqualTo(text);
    assertThat(decode("\uFEFFAño\nline 2".getBytes(StandardCharsets.UTF_16BE))).isEqualTo(text);
    assertThat(decode("Año\nline 2".getBytes(StandardCharsets.UTF_16LE))).isEqualTo(text);
    assertThat(decode("Año\nline 2".getBytes(StandardCharsets.UTF_16BE))).isEqualTo(text);
    assertThat(decode("Año\nline 2".getBytes(Charset.forName("windows-1252")))).isEqualTo(text);
  }

  @Test
  void whatIsNoTextIsRefused() {
    assertThatThrownBy(() -> decode(new byte[] {1, 2, 0, 3, 4}))
        .isInstanceOf(MalformedEvidenceException.class)
        .hasMessage("a.txt: not read: not text; hand in Markdown, plain text or JSON");
  }

  private static String decode(byte[] bytes) {
    return SourceText.decode(bytes, "a.txt");
  }
}
