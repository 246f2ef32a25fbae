package dev.trailmark.cloud.cloudtrail;

import dev.trailmark.cloud.store.Event;
import java.util.List;

/**
 * What a trail logs: what any of its selectors selects. They are all of one kind.
 *
 * @param basic basic event selectors
 * @param advanced advanced event selectors
 */
record SelectionRecord(List<SelectorRecord> basic, List<AdvancedSelectorRecord> advanced) {
  /** What a new trail logs. */
  static final SelectionRecord DEFAULT =
      new SelectionRecord(List.of(SelectorRecord.DEFAULT), List.of());

  SelectionRecord {
    basic = List.copyOf(basic);
    advanced = List.copyOf(advanced);
  }

  /** Whether the event is selected. */
  boolean selects(Event event) {
    return basic.stream().anyMatch(selector -> selector.selects(event))
        || advanced.stream().anyMatch(selector -> selector.selects(event));
  }

  /** Whether management events are logged. */
  boolean management() {
    return basic.stream().anyMatch(SelectorRecord::management)
        || advanced.stream().anyMatch(AdvancedSelectorRecord::management);
  }

  /** Whether management events of calls that change something are logged. */
  boolean managementWrites() {
    return basic.stream().anyMatch(each -> each.management() && each.writes())
        || advanced.stream().anyMatch(each -> each.management() && each.writes());
  }
}
