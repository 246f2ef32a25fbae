package dev.trailmark.cli;

import static java.util.stream.Collectors.toSet;

import dev.trailmark.target.SimulatedAccount;
import dev.trailmark.target.SimulatorSettings.Key;
import dev.trailmark.target.SimulatorSettings.Seed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;

/**
 * Prints the credentials that the simulator made, once for each account. Which accounts were shown
 * is kept beside the state, since a start may fail after it made them: a directory with accounts in
 * it does not prove that anyone saw their keys.
 */
final class Announcement {
  private static final String SHOWN = "announced";

  private final Optional<Path> data;
  private final Output output;

  /**
   * An announcement.
   *
   * @param data the simulator's data directory; empty when it keeps nothing
   * @param output where it is made
   */
  Announcement(Optional<Path> data, Output output) {
    this.data = data;
    this.output = output;
  }

  /** Prints the accounts that were never printed; keys that were given are known already. */
  void make(List<SimulatedAccount> accounts, List<Seed> seeds) {
    Set<String> given =
        seeds.stream()
            .flatMap(seed -> Stream.of(seed.root(), seed.student()).flatMap(Optional::stream))
            .map(Key::id)
            .collect(toSet());
    List<String> shown = shown();
    for (SimulatedAccount account : accounts) {
      if (!shown.contains(account.id())) {
        print(account, given);
        remember(account.id());
      }
    }
  }

  private void print(SimulatedAccount account, Set<String> given) {
    output.line("Account " + account.id());
    print("root   ", account.root(), given);
    print("student", account.signIn().user(), given);
    output.line("  the student assumes " + account.signIn().roleArn());
  }

  private void print(String whose, AwsCredentialsProvider provider, Set<String> given) {
    AwsCredentials keys = provider.resolveCredentials();
    if (keys.accessKeyId() != null && !given.contains(keys.accessKeyId())) {
      output.line(
          "  %s  AWS_ACCESS_KEY_ID=%s AWS_SECRET_ACCESS_KEY=%s"
              .formatted(whose, keys.accessKeyId(), keys.secretAccessKey()));
    }
  }

  private List<String> shown() {
    Path file = data.map(directory -> directory.resolve(SHOWN)).orElse(null);
    try {
      return file != null && Files.exists(file) ? Files.readAllLines(file) : List.of();
    } catch (IOException e) {
      throw CliException.usage(file + ": cannot be read: " + e.getMessage() + "; remove it");
    }
  }

  private void remember(String account) {
    if (data.isEmpty()) {
      return;
    }
    Path file = data.get().resolve(SHOWN);
    try {
      Files.writeString(file, account + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw CliException.usage(file + ": cannot be written: " + e.getMessage());
    }
  }
}
