package dev.trailmark.lab;

import dev.trailmark.evidence.LogFileReader;
import dev.trailmark.evidence.TrailRecord;
import dev.trailmark.target.AwsClients;
import dev.trailmark.target.Reply;
import dev.trailmark.target.Target;
import java.util.List;
import java.util.function.Predicate;
import software.amazon.awssdk.services.cloudtrail.model.LookupAttribute;
import software.amazon.awssdk.services.cloudtrail.model.LookupAttributeKey;

/**
 * The account's event history: management events of 90 days, kept without any trail (API reference,
 * LookupEvents). A target without it simply has nothing more to tell than the log files do.
 */
final class EventHistory {

  private static final int MOST = 500;

  private final Ask ask;
  private final AwsClients clients;

  EventHistory(Ask ask, AwsClients clients) {
    this.ask = ask;
    this.clients = clients;
  }

  /** Events of that name that match, newest first, among the newest five hundred. */
  List<TrailRecord> named(String eventName, Predicate<TrailRecord> wanted) {
    String what = "cloudtrail:LookupEvents of " + eventName;
    LookupAttribute byName =
        LookupAttribute.builder()
            .attributeKey(LookupAttributeKey.EVENT_NAME)
            .attributeValue(eventName)
            .build();
    Reply<List<TrailRecord>> reply =
        ask.reply(
            what,
            () ->
                clients
                    .cloudTrail()
                    .lookupEventsPaginator(request -> request.lookupAttributes(byName))
                    .events()
                    .stream()
                    .limit(MOST)
                    .map(event -> LogFileReader.readOne(event.cloudTrailEvent(), what))
                    .filter(record -> !record.userAgent().contains(Target.OBSERVER))
                    .filter(wanted)
                    .toList());
    return reply instanceof Reply.Answered<List<TrailRecord>> answered
        ? answered.value()
        : List.of();
  }
}
