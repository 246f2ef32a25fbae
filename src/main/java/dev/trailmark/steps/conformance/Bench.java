package dev.trailmark.steps.conformance;

import dev.trailmark.lab.Expect;
import dev.trailmark.lab.Workbench;
import dev.trailmark.steps.World;
import dev.trailmark.target.AwsClients;
import dev.trailmark.target.AwsError;
import dev.trailmark.target.HttpAnswer;
import dev.trailmark.target.Reply;
import java.util.function.Predicate;
import java.util.function.Supplier;
import software.amazon.awssdk.services.kms.model.KeyMetadata;

/** What the conformance steps of one scenario hand to each other. */
public final class Bench {

  static final String OBJECT = "object";

  /** The key of the object that raw requests are about. */
  String object = OBJECT;

  private final World world;

  String bucket;
  String otherBucket;
  String trail;
  KeyMetadata key;
  String alias;
  AwsError refusal;
  HttpAnswer answer;
  private Supplier<Reply<HttpAnswer>> asking;
  String asked = "the request";

  /** Shares the scenario's world. */
  public Bench(World world) {
    this.world = world;
  }

  World world() {
    return world;
  }

  Workbench workbench() {
    return world.workbench();
  }

  AwsClients caller() {
    return workbench().caller();
  }

  /** Keeps a refusal for what is said about it next. */
  <T> void refused(String what, Supplier<Reply<T>> question, int status, String code) {
    asked = what;
    Reply<T> reply =
        workbench()
            .settled(
                question,
                each ->
                    each.refusal()
                        .filter(error -> error.status() == status && error.code().equals(code))
                        .isPresent());
    refusal = Expect.refused("%d %s".formatted(status, code), what, reply, status, code);
  }

  /** The answer of a call that works once earlier changes are seen. */
  <T> T answer(String what, Supplier<Reply<T>> question) {
    return Expect.answered(
        what, workbench().settled(question, reply -> reply instanceof Reply.Answered));
  }

  /** Asks for a raw answer and keeps it for what is said about it next. */
  void answered(String what, Supplier<Reply<HttpAnswer>> question) {
    asked = what;
    asking = question;
    answer = Expect.received(question.get());
  }

  /** The raw answer, asked for again on a real account until it is the expected one. */
  HttpAnswer settled(Predicate<HttpAnswer> expected) {
    if (!expected.test(answer)) {
      answer =
          Expect.received(
              workbench()
                  .settled(
                      asking,
                      reply ->
                          reply instanceof Reply.Answered<HttpAnswer> each
                              && expected.test(each.value())));
    }
    return answer;
  }
}
