package dev.trailmark.steps.conformance;

import dev.trailmark.lab.Expect;
import dev.trailmark.lab.Workbench;
import dev.trailmark.steps.World;
import dev.trailmark.target.AwsClients;
import dev.trailmark.target.AwsError;
import dev.trailmark.target.HttpAnswer;
import dev.trailmark.target.Reply;
import java.util.function.Supplier;
import software.amazon.awssdk.services.kms.model.KeyMetadata;

/** What the conformance steps of one scenario hand to each other. */
public final class Bench {

  static final String OBJECT = "object";

  private final World world;

  String bucket;
  KeyMetadata key;
  String alias;
  AwsClients user;
  AwsError refusal;
  HttpAnswer answer;
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

  /** Keeps a raw answer for what is said about it next. */
  void answered(String what, Reply<HttpAnswer> reply) {
    asked = what;
    answer = Expect.received(reply);
  }
}
