package dev.trailmark.cli;

import dev.trailmark.submission.StrictYaml;
import dev.trailmark.submission.SubmissionException;
import dev.trailmark.target.SimulatorSettings.Key;
import dev.trailmark.target.SimulatorSettings.Seed;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The file that {@code serve --accounts} reads: a YAML list of accounts, each with {@code id},
 * {@code name}, {@code accessKeyId} and {@code secretAccessKey} (the root user's), {@code
 * userAccessKeyId} and {@code userSecretAccessKey} (the user {@code student}'s). All are optional;
 * what is not given is made.
 */
final class AccountsFile {
  private static final StrictYaml YAML = new StrictYaml("trailmark serve --help");

  private AccountsFile() {}

  private record Entry(
      String id,
      String name,
      String accessKeyId,
      String secretAccessKey,
      String userAccessKeyId,
      String userSecretAccessKey) {
    @Override
    public String toString() {
      return "Entry[" + id + "]";
    }
  }

  static List<Seed> read(Path file) {
    Entry[] entries = parse(file);
    if (entries.length == 0) {
      throw CliException.usage(file + ": holds no account; leave --accounts out to have one made");
    }
    List<Seed> seeds = new ArrayList<>();
    for (Entry entry : entries) {
      seeds.add(seed(file, seeds.size() + 1, entry));
    }
    return seeds;
  }

  private static Entry[] parse(Path file) {
    try {
      return YAML.read(file, Entry[].class);
    } catch (SubmissionException e) {
      throw CliException.usage(e.getMessage());
    }
  }

  private static Seed seed(Path file, int number, Entry entry) {
    if (entry == null) {
      throw CliException.usage(file + ": account " + number + " is empty");
    }
    return new Seed(
        Optional.ofNullable(entry.id()),
        Optional.ofNullable(entry.name()),
        key(file, number, entry.accessKeyId(), entry.secretAccessKey()),
        key(file, number, entry.userAccessKeyId(), entry.userSecretAccessKey()));
  }

  private static Optional<Key> key(Path file, int number, String id, String secret) {
    if ((id == null) != (secret == null)) {
      throw CliException.usage(
          "%s: account %d gives an access key and its secret together or not at all"
              .formatted(file, number));
    }
    return id == null ? Optional.empty() : Optional.of(new Key(id, secret));
  }
}
