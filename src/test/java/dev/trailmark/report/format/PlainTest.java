package dev.trailmark.report.format;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlainTest {
  @ParameterizedTest
  @CsvSource(
      ignoreLeadingAndTrailingWhitespace = false,
      value = {"a b,a b", " a b,a b", "a  b ,a b", "'a\nb\tc',a b c", "Émile,Émile", "x\u202ey,xy"})
  void textIsMadeOneLine(String text, String line) {
    assertThat(Plain.line(text)).isEqualTo(line);
  }

  @Test
  void whatIsCutOffLeavesAMarkAndNoHalfCharacter() {
    assertThat(Plain.line("abcdef", 4)).isEqualTo("abcd …");
    assertThat(Plain.line("abc\ud83d\ude00", 4)).isEqualTo("abc …");
    assertThat(Plain.line("abcd", 4)).isEqualTo("abcd");
  }

  @Test
  void whatXmlCannotHoldIsReplaced() {
    assertThat(Plain.xml("a\u0000b\n\ud83d\ude00\ufffe")).isEqualTo("a\ufffdb\n\ud83d\ude00\ufffd");
  }

  @Test
  void aUrlLosesItsPassword() {
    assertThat(Plain.withoutUserInfo("asked http://me:hush@host:1/x@y and me@mail"))
        .isEqualTo("asked http://host:1/x@y and me@mail");
  }
}
