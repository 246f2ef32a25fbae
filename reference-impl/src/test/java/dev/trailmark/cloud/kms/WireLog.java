package dev.trailmark.cloud.kms;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.trailmark.cloud.auth.Credential;
import dev.trailmark.cloud.gateway.Gateway;
import dev.trailmark.cloud.gateway.Throttle;
import dev.trailmark.cloud.http.HttpFront;
import dev.trailmark.cloud.http.Loopback;
import dev.trailmark.cloud.http.RawClient;
import dev.trailmark.cloud.identity.Principal;
import dev.trailmark.cloud.store.Ids;
import dev.trailmark.cloud.store.Store;
import dev.trailmark.cloud.store.Stores;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.HttpSigner;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;

/**
 * KMS over HTTP with a seed and a clock that stands still, and a log of what goes over the wire,
 * byte for byte. What libraries make at random without being asked (RSA keys, ECDSA signatures,
 * OAEP) stands in the log as {@code …}, and so does what follows from its length.
 */
final class WireLog implements AutoCloseable {
  private static final String SECRET = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY";
  private static final Instant NOW = Instant.parse("2026-11-28T12:00:00Z");
  private static final long SEED = 20261128;
  private static final ObjectMapper JSON = new ObjectMapper();

  private final KnownPrincipals principals = new KnownPrincipals();
  private final Map<String, Principal> callers = new TreeMap<>();
  private final Store store = Stores.inMemory();
  private final HttpFront front;
  private final RawClient client;
  private final StringBuilder text = new StringBuilder();

  private String region = KmsFixture.REGION;
  private Principal caller;
  private boolean requestIds = true;

  WireLog() throws Exception {
    Principal root = Principal.root(KmsFixture.ACCOUNT, "AKIAROOT");
    callers.put(root.accessKeyId(), root);
    user(KmsFixture.ACCOUNT, "nobody", null);
    user(KmsFixture.OTHER_ACCOUNT, "stranger", KmsFixture.ALL_OF_KMS);
    caller = root;
    Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);
    ExecutorService workers = HttpFront.newWorkers();
    Gateway gateway =
        Gateway.of(
            new Gateway.Parts(
                List.of(new KmsService()),
                store,
                new Ids(SEED),
                principals,
                this::credential,
                clock,
                clock,
                KmsFixture.REGION,
                Throttle.NONE,
                workers));
    front = Loopback.listen(gateway.pipeline(), workers);
    client = new RawClient("127.0.0.1", front.port());
  }

  private void user(String account, String name, String policy) {
    Principal user = principals.user(account, name, policy);
    callers.put(user.accessKeyId(), user);
  }

  private Credential credential(String accessKeyId) {
    Principal principal = callers.get(accessKeyId);
    return principal == null ? null : new Credential(accessKeyId, SECRET, null, true, principal);
  }

  /** Lets another region's KMS be called from now on. */
  WireLog in(String newRegion) {
    region = newRegion;
    return this;
  }

  /**
   * Leaves request ids out of the log: they come from the seed, of which an RSA key may take more
   * or less in another release of Java.
   */
  WireLog withoutRequestIds() {
    requestIds = false;
    return this;
  }

  /** Lets the user {@code nobody} or {@code stranger} call from now on. */
  WireLog as(String user) {
    caller = callers.get("AKIA" + user);
    return this;
  }

  /**
   * Calls an operation.
   *
   * @param body the request's body with {@code '} for {@code "}
   * @param masked members of request and response that differ from run to run
   * @return the answer's body; an empty object when it has none
   */
  JsonNode call(String operation, String body, String... masked) throws IOException {
    String json = body.strip().replace('\'', '"');
    SdkHttpRequest signed = sign(operation, json, caller.accessKeyId());
    return exchange(signed, json, Set.of(masked));
  }

  /** Sends a request as it is, but for a signature that may be missing or wrong. */
  JsonNode callSignedBy(String operation, String json, String accessKeyId) throws IOException {
    SdkHttpRequest request =
        accessKeyId == null ? request(operation) : sign(operation, json, accessKeyId);
    return exchange(request, json, Set.of());
  }

  private SdkHttpRequest request(String operation) {
    return SdkHttpRequest.builder()
        .method(SdkHttpMethod.POST)
        .uri(URI.create("http://kms." + region + ".amazonaws.com/"))
        .putHeader("Content-Type", "application/x-amz-json-1.1")
        .putHeader("X-Amz-Target", "TrentService." + operation)
        .build();
  }

  private SdkHttpRequest sign(String operation, String json, String accessKeyId) {
    return AwsV4HttpSigner.create()
        .sign(
            r ->
                r.identity(AwsCredentialsIdentity.create(accessKeyId, SECRET))
                    .request(request(operation))
                    .payload(ContentStreamProvider.fromUtf8String(json))
                    .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, "kms")
                    .putProperty(AwsV4HttpSigner.REGION_NAME, region)
                    .putProperty(HttpSigner.SIGNING_CLOCK, Clock.fixed(NOW, ZoneOffset.UTC)))
        .request();
  }

  private JsonNode exchange(SdkHttpRequest request, String json, Set<String> masked)
      throws IOException {
    byte[] body = json.getBytes(UTF_8);
    Map<String, String> headers = new TreeMap<>();
    headers.put("Host", "kms." + region + ".amazonaws.com");
    headers.put("Content-Length", Integer.toString(body.length));
    request.forEachHeader((name, values) -> headers.put(name, values.get(0)));
    List<String> lines = new ArrayList<>();
    headers.forEach((name, value) -> lines.add(name + ": " + value));
    client.send("POST / HTTP/1.1", lines.toArray(String[]::new)).write(body);
    RawClient.Answer answer = client.answer();

    boolean varies = !json.equals(masked(json, masked));
    text.append("> POST / HTTP/1.1\n");
    headers.forEach((name, value) -> line("> ", name, value, varies));
    text.append(">\n> ").append(masked(json, masked)).append("\n<\n");
    text.append("< HTTP/1.1 ").append(answer.status()).append('\n');
    boolean answerVaries = !answer.text().equals(masked(answer.text(), masked));
    answer.headers().forEach((name, value) -> line("< ", name, value, answerVaries));
    text.append("<\n< ").append(masked(answer.text(), masked)).append("\n\n");
    return answer.body().length == 0 ? JSON.createObjectNode() : JSON.readTree(answer.body());
  }

  private void line(String start, String name, String value, boolean varies) {
    boolean follows =
        Set.of("authorization", "content-length", "x-amz-content-sha256")
            .contains(name.toLowerCase(java.util.Locale.ROOT));
    boolean mask =
        varies && follows || name.equals("date") || !requestIds && name.equals("x-amzn-requestid");
    text.append(start).append(name).append(": ").append(mask ? "…" : value).append('\n');
  }

  private static String masked(String json, Set<String> members) {
    String shown = json;
    for (String member : members) {
      shown = shown.replaceAll("(\"" + member + "\"\\s*:\\s*)\"[^\"]*\"", "$1\"…\"");
    }
    return shown;
  }

  /** All that went over the wire. */
  String text() {
    return text.toString();
  }

  @Override
  public void close() throws IOException {
    client.close();
    front.close();
    store.close();
  }
}
