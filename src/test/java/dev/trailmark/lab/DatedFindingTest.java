package dev.trailmark.lab;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trailmark.evidence.Dated;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DatedFindingTest {
  private static final Instant THEN = Instant.parse("2026-11-20T10:00:00Z");

  private record Made(Optional<Instant> done) implements Dated {}

  @Test
  void aFindingIsDatedByWhatItFound() {
    assertThat(Finding.witnessed(new Made(Optional.of(THEN)), "a call").at()).contains(THEN);
    assertThat(Finding.witnessed("text", "a call").at()).isEmpty();
  }

  @Test
  void itKeepsItsTimeWhenItsValueIsChanged() {
    Finding<String> named =
        Finding.witnessed(new Made(Optional.of(THEN)), "a call").map(made -> "a name");

    assertThat(named.withHint("a hint").explained("why").because("task 1").at()).contains(THEN);
  }

  @Test
  void aDatedValueDatesAFindingThatHadNoTime() {
    assertThat(Finding.witnessed("answer", "a call").map(text -> new Made(Optional.of(THEN))).at())
        .contains(THEN);
  }

  @Test
  void aLookRemembersTheTime() {
    Consulted.take();
    Expect.present("a name", Finding.witnessed("a name", "a call").at(THEN));

    assertThat(Consulted.take()).extracting(Consulted.Look::at).containsExactly(Optional.of(THEN));
  }
}
