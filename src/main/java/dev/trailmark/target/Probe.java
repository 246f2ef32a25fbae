package dev.trailmark.target;

import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Finds out whether a target can be asked at all, by one call to each service that answers without
 * changing anything. A refusal in AWS's words is an answer; an emulator may lack a service.
 */
final class Probe {

  static final String REMEDY = "see whether the URL is right";

  private final Target target;

  Probe(Target target) {
    this.target = target;
  }

  /** Why no call can be answered; empty when one was. */
  Optional<String> unusable() {
    Reply<CallerIdentity> first = target.identity();
    if (spoken(first)) {
      return Optional.empty();
    }
    if (first instanceof Reply.Unanswered<CallerIdentity> silence && silence.lasting()) {
      return Optional.of(silence.reason());
    }
    boolean spoken = others().map(Supplier::get).anyMatch(Probe::spoken);
    return spoken ? Optional.empty() : Optional.of(silence(first));
  }

  private Stream<Supplier<Reply<?>>> others() {
    AwsClients clients = target.observer();
    return Stream.of(
        () -> target.ask("kms:ListKeys", () -> clients.kms().listKeys()),
        () -> target.ask("cloudtrail:DescribeTrails", () -> clients.cloudTrail().describeTrails()));
  }

  /** Whether the reply has AWS's form: an answer, or an error with a code. */
  private static boolean spoken(Reply<?> reply) {
    return reply instanceof Reply.Answered<?>
        || reply.refusal().filter(error -> !error.code().isEmpty()).isPresent();
  }

  private String silence(Reply<CallerIdentity> first) {
    return first instanceof Reply.Unanswered<CallerIdentity> unanswered
        ? unanswered.reason()
        : "%s does not answer as AWS does: %s to sts:GetCallerIdentity; %s"
            .formatted(target.describe(), first.refusal().orElseThrow(), REMEDY);
  }
}
