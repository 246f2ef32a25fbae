package dev.trailmark.cloud.gateway;

import dev.trailmark.cloud.auth.Credential;
import dev.trailmark.cloud.http.HttpFront;
import dev.trailmark.cloud.identity.Principal;
import dev.trailmark.cloud.operation.Service;
import dev.trailmark.cloud.store.Ids;
import dev.trailmark.cloud.store.Store;
import dev.trailmark.cloud.store.Stores;
import dev.trailmark.cloud.wire.Headers;
import dev.trailmark.cloud.wire.RequestBody;
import dev.trailmark.cloud.wire.WireRequest;
import dev.trailmark.cloud.wire.WireResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ThreadPoolExecutor;

/** The pipeline, with or without sockets before it, and a {@link ProbeService} behind it. */
public final class Probe implements AutoCloseable {
  public static final String ACCOUNT = "111122223333";
  public static final String KEY = "AKIAIOSFODNN7EXAMPLE";
  public static final String SECRET = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY";

  public final ProbeService service = new ProbeService();
  public final ThreadPoolExecutor workers = (ThreadPoolExecutor) HttpFront.newWorkers();
  private final Store store;
  private final Gateway gateway;
  private HttpFront front;

  public Probe() {
    this(Stores.inMemory());
  }

  /** A probe over a store of the test's own, with more services. */
  public Probe(Store store, Service... others) {
    this.store = store;
    List<Service> services = new ArrayList<>(List.of(service));
    services.addAll(List.of(others));
    gateway =
        Gateway.of(
            new Gateway.Parts(
                services,
                store,
                new Ids(),
                new RootOnly(),
                key ->
                    key.equals(KEY)
                        ? new Credential(KEY, SECRET, null, true, Principal.root(ACCOUNT, KEY))
                        : null,
                Clock.systemUTC(),
                Clock.systemUTC(),
                "us-east-1",
                Throttle.NONE,
                workers));
  }

  /** Listens on a free port of this address; returns the port. */
  public int listen(String host) throws IOException {
    front = HttpFront.listen(host, 0, gateway.pipeline(), workers);
    return front.port();
  }

  public Gateway gateway() {
    return gateway;
  }

  public Store store() {
    return store;
  }

  /** Sends a request without sockets; the answers given so far. */
  public List<WireResponse> send(String method, String path, String body, String... headers) {
    Headers fields = new Headers().add("Host", "127.0.0.1");
    for (int i = 0; i < headers.length; i += 2) {
      fields.add(headers[i], headers[i + 1]);
    }
    List<WireResponse> answers = new CopyOnWriteArrayList<>();
    gateway
        .pipeline()
        .accept(
            new WireRequest(
                method,
                path,
                "",
                fields,
                RequestBody.of(body.getBytes(StandardCharsets.UTF_8)),
                "127.0.0.1",
                null),
            answers::add);
    return answers;
  }

  /** Stops listening; requests under way have five seconds. */
  public void closeFront() {
    if (front != null) {
      front.close();
      front = null;
    }
  }

  @Override
  public void close() {
    closeFront();
    workers.shutdownNow();
    store.close();
  }
}
