package dev.trailmark.lab;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trailmark.lab.Gap.Sought;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class GapTest {
  private static final Optional<Boolean> ON = Optional.of(true);

  @Test
  void aTrailThatRecordsAllHidesNothing() {
    for (Sought sought : Sought.values()) {
      assertThat(Gap.hiding(sought, ON, "", selectors(true, true))).isEmpty();
    }
    assertThat(Gap.hiding(Sought.DATA, Optional.empty(), "", Optional.empty())).isEmpty();
  }

  @Test
  void aTrailThatIsOffOrCannotDeliverHidesEverything() {
    for (Sought sought : Sought.values()) {
      assertThat(Gap.hiding(sought, Optional.of(false), "", selectors(true, true)))
          .map(Gap::cause)
          .contains("task 2's logging");
      assertThat(Gap.hiding(sought, ON, "AccessDenied", selectors(true, true)))
          .map(Gap::why)
          .contains("the trail's last delivery failed: AccessDenied");
    }
  }

  @Test
  void whatIsNotSelectedIsHiddenAlone() {
    assertThat(Gap.hiding(Sought.DATA, ON, "", selectors(true, false)))
        .map(Gap::cause)
        .contains("task 2's data events");
    assertThat(Gap.hiding(Sought.MANAGEMENT, ON, "", selectors(true, false))).isEmpty();
    assertThat(Gap.hiding(Sought.MANAGEMENT, ON, "", selectors(false, true)))
        .map(Gap::cause)
        .contains("task 2's management events");
    assertThat(Gap.hiding(Sought.DATA, ON, "", selectors(false, true))).isEmpty();
    assertThat(Gap.hiding(Sought.FILES, ON, "", selectors(false, false))).isEmpty();
  }

  private static Optional<SelectorFacts> selectors(boolean management, boolean data) {
    return Optional.of(new SelectorFacts(management, data, ""));
  }
}
