package dev.trailmark.lab;

import dev.trailmark.target.AwsError;
import dev.trailmark.target.Reply;
import dev.trailmark.target.Target;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * What a performing student has made, and how each is unmade; the last made goes first. Nothing
 * else is ever touched.
 */
final class Cleanup {

  private record Made(String name, String how, Runnable unmake) {}

  private final Deque<Made> made = new ArrayDeque<>();
  private final Target target;
  private final Progress progress;

  Cleanup(Target target, Progress progress) {
    this.target = target;
    this.progress = progress;
  }

  /** Remembers what was made just now. */
  void made(String name, String how, Runnable unmake) {
    progress.say("Made " + name);
    made.push(new Made(name, how, unmake));
  }

  /** Unmakes everything, and says what could not be unmade. */
  void run() {
    while (!made.isEmpty()) {
      Made each = made.pop();
      Reply<String> reply =
          target.ask(
              "clean-up of " + each.name(),
              () -> {
                each.unmake().run();
                return each.how();
              });
      progress.say(outcome(each, reply));
    }
  }

  /** Leaves everything, and says what is left. */
  void keep() {
    made.forEach(each -> progress.say("Kept " + each.name()));
    made.clear();
  }

  private static String outcome(Made each, Reply<String> reply) {
    if (reply instanceof Reply.Answered<String> answered) {
      return "Cleaned up %s: %s".formatted(each.name(), answered.value());
    }
    if (reply.refusal().filter(Cleanup::gone).isPresent()) {
      return "%s is gone already".formatted(each.name());
    }
    String why =
        reply instanceof Reply.Unanswered<String> silence
            ? silence.reason()
            : reply.refusal().orElseThrow().toString();
    return "%s is still there: %s; remove it by hand".formatted(each.name(), why);
  }

  /** An experiment may have unmade itself what it made. */
  private static boolean gone(AwsError error) {
    return error.code().equals("NoSuchEntity");
  }
}
