package dev.trailmark.cloud.bench;

import dev.trailmark.cloud.Cloud;
import dev.trailmark.cloud.CloudBuilder;
import dev.trailmark.cloud.iam.enrolment.Account;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/**
 * Serves what {@code bench/run} measures: the simulator and, beside it in the same process, a
 * server that answers every request with the same bytes: 16 MiB where the simulator's large object
 * is read, some 300 anywhere else. Writes a wrk script of signed requests for each row; they stay
 * valid for five minutes. Ends when its standard input does.
 */
public final class Bench {
  private static final int CONSTANT_PORT = 4599;

  private Bench() {}

  /**
   * Starts.
   *
   * @param arguments the directory for the scripts; a data directory when the simulator shall be
   *     durable
   */
  public static void main(String[] arguments) throws Exception {
    Path scripts = Files.createDirectories(Path.of(arguments[0]));
    CloudBuilder builder = Cloud.builder().deliveryInterval(Duration.ofMinutes(10));
    if (arguments.length > 1) {
      builder.dataDirectory(Path.of(arguments[1]));
    }
    Vertx vertx = Vertx.vertx();
    try (Cloud cloud = builder.start()) {
      startConstant(vertx);
      Account account = cloud.accounts().get(0);
      new LoadScripts(cloud.endpoint(), account).write(scripts);
      Files.writeString(scripts.resolve("endpoint"), cloud.endpoint().toString());
      Files.writeString(scripts.resolve("constant"), "http://127.0.0.1:" + CONSTANT_PORT);
      waitForEndOfInput();
    } finally {
      vertx.close().toCompletionStage().toCompletableFuture().join();
    }
  }

  private static void waitForEndOfInput() throws IOException {
    while (System.in.read() >= 0) {
      // Whoever started this closes its input when it has measured.
    }
  }

  private static void startConstant(Vertx vertx) {
    Buffer answer = Buffer.buffer("{\"CiphertextBlob\":\"" + "A".repeat(260) + "\"}");
    Buffer large = Buffer.buffer(new byte[LoadScripts.LARGE]);
    vertx
        .deployVerticle(
            () -> new Constant(answer, large),
            new DeploymentOptions().setInstances(Runtime.getRuntime().availableProcessors()))
        .toCompletionStage()
        .toCompletableFuture()
        .join();
  }

  /** One event loop of the server that always answers the same. */
  private static final class Constant extends VerticleBase {
    private final Buffer answer;
    private final Buffer large;

    Constant(Buffer answer, Buffer large) {
      this.answer = answer;
      this.large = large;
    }

    @Override
    public Future<?> start() {
      return vertx
          .createHttpServer()
          .requestHandler(
              request -> request.endHandler(end -> request.response().end(answerTo(request))))
          .listen(CONSTANT_PORT, "127.0.0.1");
    }

    private Buffer answerTo(HttpServerRequest request) {
      boolean readsLarge =
          request.method() == HttpMethod.GET && request.path().equals(LoadScripts.LARGE_PATH);
      return readsLarge ? large : answer.copy();
    }
  }
}
