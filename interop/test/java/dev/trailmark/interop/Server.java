package dev.trailmark.interop;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.regions.Region;

/** {@code trailmark serve}, from the executable jar, on a free port and with a data directory. */
final class Server implements AutoCloseable {
  private static final String LISTENING = "Trailmark is listening on ";
  private static final String ACCOUNT = "111122223333";
  private static final String KEY = "AKIAINTEROPERABILITY";
  private static final String SECRET = "only-on-this-server-and-only-while-it-lasts";

  private final Process process;
  private final URI endpoint;
  private final Path data;

  private Server(Process process, URI endpoint, Path data) {
    this.process = process;
    this.endpoint = endpoint;
    this.data = data;
  }

  /**
   * Starts it and waits until it listens.
   *
   * @param folder where it keeps its state
   * @throws IllegalStateException with what it said when it ended instead
   */
  static Server start(Path folder) throws IOException {
    Path data = Files.createDirectories(folder.resolve("data"));
    ProcessBuilder builder =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-jar",
                jar().toString(),
                "serve",
                "--port=0",
                "--delivery-interval=500ms",
                "--data=" + data)
            .redirectErrorStream(true);
    builder.environment().put("TRAILMARK_ACCOUNT_ID", ACCOUNT);
    builder.environment().put("TRAILMARK_ROOT_ACCESS_KEY_ID", KEY);
    builder.environment().put("TRAILMARK_ROOT_SECRET_ACCESS_KEY", SECRET);
    Process process = builder.start();
    Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
    process.getOutputStream().close();
    return new Server(process, announced(process), data);
  }

  private static Path jar() {
    Path jar = Path.of(System.getProperty("trailmark.jar", "../src/target/trailmark.jar"));
    if (!Files.isRegularFile(jar)) {
      throw new IllegalStateException(
          jar.toAbsolutePath().normalize() + " is not there; mvn verify builds it");
    }
    return jar;
  }

  private static URI announced(Process process) throws IOException {
    List<String> said = new ArrayList<>();
    BufferedReader output = process.inputReader();
    for (String line = output.readLine(); line != null; line = output.readLine()) {
      if (line.startsWith(LISTENING)) {
        drain(output);
        return URI.create(line.substring(LISTENING.length()).strip());
      }
      said.add(line);
    }
    throw new IllegalStateException("the server ended: " + String.join("\n", said));
  }

  /** A full pipe would hold the server up. */
  private static void drain(BufferedReader output) {
    Thread reader = new Thread(() -> output.lines().forEach(line -> {}), "server-output");
    reader.setDaemon(true);
    reader.start();
  }

  /** Points any client of the SDK at this server, as the root user of its account. */
  <B extends AwsClientBuilder<B, ?>> B as(B builder) {
    return builder
        .endpointOverride(endpoint)
        .region(Region.US_EAST_1)
        .credentialsProvider(credentials());
  }

  AwsCredentialsProvider credentials() {
    return StaticCredentialsProvider.create(AwsBasicCredentials.create(KEY, SECRET));
  }

  URI endpoint() {
    return endpoint;
  }

  String account() {
    return ACCOUNT;
  }

  /** Whether any file below the data directory holds these bytes. */
  boolean keeps(byte[] content) {
    String wanted = text(content);
    try (var files = Files.walk(data)) {
      return files.filter(Files::isRegularFile).anyMatch(file -> text(file).contains(wanted));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String text(Path file) {
    try {
      return text(Files.readAllBytes(file));
    } catch (IOException e) {
      return ""; // a temporary file that is gone
    }
  }

  private static String text(byte[] content) {
    return new String(content, java.nio.charset.StandardCharsets.ISO_8859_1);
  }

  @Override
  public void close() {
    process.destroy();
    try {
      process.onExit().get(10, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException | TimeoutException e) {
      // what follows ends it
    } finally {
      process.destroyForcibly();
    }
  }
}
