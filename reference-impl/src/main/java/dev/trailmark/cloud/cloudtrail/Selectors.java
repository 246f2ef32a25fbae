package dev.trailmark.cloud.cloudtrail;

import dev.trailmark.cloud.operation.Call;
import software.amazon.awssdk.services.cloudtrail.model.GetEventSelectorsRequest;
import software.amazon.awssdk.services.cloudtrail.model.GetEventSelectorsResponse;
import software.amazon.awssdk.services.cloudtrail.model.PutEventSelectorsRequest;
import software.amazon.awssdk.services.cloudtrail.model.PutEventSelectorsResponse;

/** What a trail logs: basic or advanced event selectors. Those that are put replace the others. */
final class Selectors {

  PutEventSelectorsResponse put(Call call, PutEventSelectorsRequest request) {
    SelectionRecord selection =
        new SelectionRecord(
            BasicSelectors.toRecords(request.eventSelectors()),
            AdvancedSelectors.toRecords(request.advancedEventSelectors()));
    if (selection.basic().isEmpty() == selection.advanced().isEmpty()) {
      throw CloudTrailError.INVALID_EVENT_SELECTORS.because(
          "Give either EventSelectors or AdvancedEventSelectors, and one of them at least.");
    }
    TrailRecord trail =
        call.update(
            Trails.scope(call),
            tx -> {
              TrailRecord changed =
                  TrailLookup.requireHome(call, tx, request.trailName()).withSelectors(selection);
              tx.put(TrailRecord.KIND, changed.key(), changed);
              return changed;
            });
    return PutEventSelectorsResponse.builder()
        .trailARN(trail.arn())
        .eventSelectors(BasicSelectors.fromRecords(selection.basic()))
        .advancedEventSelectors(AdvancedSelectors.fromRecords(selection.advanced()))
        .build();
  }

  GetEventSelectorsResponse get(Call call, GetEventSelectorsRequest request) {
    TrailRecord trail = TrailLookup.require(call, call.state(), request.trailName());
    return GetEventSelectorsResponse.builder()
        .trailARN(trail.arn())
        .eventSelectors(BasicSelectors.fromRecords(trail.selectors().basic()))
        .advancedEventSelectors(AdvancedSelectors.fromRecords(trail.selectors().advanced()))
        .build();
  }
}
