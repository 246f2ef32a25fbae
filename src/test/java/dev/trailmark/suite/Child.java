package dev.trailmark.suite;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A process of this project's classes, for what only a process shows: its environment, its exit
 * code and what it prints. It never outlives its time limit.
 */
final class Child {
  private static final long LIMIT_SECONDS = 300;

  private final Path place;
  private final List<String> properties = new ArrayList<>();
  private final ProcessBuilder builder = new ProcessBuilder();
  private String input = "";
  private int exitCode;
  private String output = "";

  /** A process whose working directory is {@code place}. */
  Child(Path place) {
    this.place = place;
    builder.environment().keySet().removeIf(name -> name.startsWith("AWS_"));
    builder.environment().put("AWS_EC2_METADATA_DISABLED", "true");
    builder.environment().put("AWS_CONFIG_FILE", place.resolve("no-config").toString());
    builder.environment().put("AWS_SHARED_CREDENTIALS_FILE", place.resolve("no-keys").toString());
  }

  Child environment(String name, String value) {
    builder.environment().put(name, value);
    return this;
  }

  Child secret(String secret) {
    return environment("AWS_SECRET_ACCESS_KEY", secret);
  }

  Child property(String name, String value) {
    properties.add("-D" + name + "=" + value);
    return this;
  }

  Child answer(String text) {
    input = text;
    return this;
  }

  /** Runs the class's main method until it ends. */
  Child start(String main, String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-XX:+UseSerialGC");
    command.add("-XX:TieredStopAtLevel=1");
    command.addAll(properties);
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), main));
    command.addAll(List.of(arguments));
    File log = place.resolve("output.txt").toFile();
    Path in = Files.writeString(place.resolve("input.txt"), input);
    Process process =
        builder
            .command(command)
            .directory(place.toFile())
            .redirectErrorStream(true)
            .redirectOutput(log)
            .redirectInput(in.toFile())
            .start();
    if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
      process.destroyForcibly().waitFor();
      throw new AssertionError(
          "%s took more than %d s: %s"
              .formatted(main, LIMIT_SECONDS, Files.readString(log.toPath())));
    }
    exitCode = process.exitValue();
    output = Files.readString(log.toPath(), StandardCharsets.UTF_8);
    return this;
  }

  int exitCode() {
    return exitCode;
  }

  /** What it wrote, to both streams. */
  String output() {
    return output;
  }
}
