package dev.trailmark.cloud.http;

import dev.trailmark.cloud.gateway.Entrance;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import java.io.IOException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.KeyManagerFactory;

/** The HTTP server: one listener shared by an event loop per core. */
public final class HttpFront implements AutoCloseable {
  /** The longest request line and the largest head that are read. */
  private static final int HEAD_LIMIT = 64 * 1024;

  private static final int WORKERS = 64;
  private static final int IDLE_SECONDS = 120;

  private final Vertx vertx;
  private final ExecutorService workers;
  private int port;

  private HttpFront(Vertx vertx, ExecutorService workers) {
    this.vertx = vertx;
    this.workers = workers;
  }

  /** The threads that may wait, for the pipeline and for streamed bodies. */
  public static ExecutorService newWorkers() {
    AtomicInteger count = new AtomicInteger();
    return Executors.newFixedThreadPool(
        WORKERS,
        task -> {
          Thread thread = new Thread(task, "trailmark-worker-" + count.incrementAndGet());
          thread.setDaemon(true);
          return thread;
        });
  }

  /** Starts listening for plain HTTP. */
  public static HttpFront listen(String host, int port, Entrance entrance, ExecutorService workers)
      throws IOException {
    return listen(host, port, null, entrance, workers);
  }

  /**
   * Starts listening.
   *
   * @param host the address to bind, such as {@code 127.0.0.1}
   * @param port the port; 0 for a free one
   * @param keys what to prove ourselves with on TLS; {@code null} for plain HTTP
   * @throws IOException when the address cannot be bound
   */
  public static HttpFront listen(
      String host, int port, KeyManagerFactory keys, Entrance entrance, ExecutorService workers)
      throws IOException {
    int loops = Math.max(1, Runtime.getRuntime().availableProcessors());
    Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(loops).setWorkerPoolSize(1));
    HttpFront front = new HttpFront(vertx, workers);
    RequestReader reader = new RequestReader(entrance, workers);
    try {
      // A negative port is a free one that the instances of one deployment share.
      front.port = front.deploy(options(host, port == 0 ? -1 : port, keys), reader, loops);
      return front;
    } catch (CompletionException e) {
      front.close();
      throw new IOException(
          "cannot listen on %s:%d: %s; choose another host or port"
              .formatted(host, port, e.getCause().getMessage()),
          e.getCause());
    }
  }

  private static HttpServerOptions options(String host, int port, KeyManagerFactory keys) {
    HttpServerOptions options =
        new HttpServerOptions()
            .setHost(host)
            .setPort(port)
            // AWS's endpoints speak HTTP/1.1; an upgrade would take the Host header away.
            .setHttp2ClearTextEnabled(false)
            .setMaxInitialLineLength(HEAD_LIMIT)
            .setMaxHeaderSize(HEAD_LIMIT)
            .setHandle100ContinueAutomatically(false)
            .setIdleTimeout(IDLE_SECONDS)
            // No WebSockets here: their handlers need not see every message.
            .setPerFrameWebSocketCompressionSupported(false)
            .setPerMessageWebSocketCompressionSupported(false)
            .setTcpNoDelay(true);
    if (keys != null) {
      TlsSettings.apply(options, keys);
    }
    return options;
  }

  private int deploy(HttpServerOptions options, RequestReader reader, int instances) {
    AtomicInteger bound = new AtomicInteger();
    vertx
        .deployVerticle(
            () -> new Listener(options, reader, bound),
            new DeploymentOptions().setInstances(instances))
        .toCompletionStage()
        .toCompletableFuture()
        .join();
    return bound.get();
  }

  /** The port that is listened on. */
  public int port() {
    return port;
  }

  @Override
  public void close() {
    vertx.close().toCompletionStage().toCompletableFuture().join();
    workers.shutdown();
    try {
      if (!workers.awaitTermination(5, TimeUnit.SECONDS)) {
        workers.shutdownNow();
      }
    } catch (InterruptedException e) {
      workers.shutdownNow();
      Thread.currentThread().interrupt();
    }
  }

  /** One event loop's listener. */
  private static final class Listener extends VerticleBase {
    private final HttpServerOptions options;
    private final RequestReader reader;
    private final AtomicInteger bound;

    Listener(HttpServerOptions options, RequestReader reader, AtomicInteger bound) {
      this.options = options;
      this.reader = reader;
      this.bound = bound;
    }

    @Override
    public Future<?> start() {
      HttpServer server = vertx.createHttpServer(new HttpServerOptions(options));
      return server
          .requestHandler(reader::read)
          .invalidRequestHandler(BadHeads::refuse)
          .listen()
          .onSuccess(listening -> bound.set(listening.actualPort()));
    }
  }
}
