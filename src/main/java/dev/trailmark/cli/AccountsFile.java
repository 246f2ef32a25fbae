package dev.trailmark.cli;

import dev.trailmark.submission.StrictYaml;
import dev.trailmark.submission.SubmissionException;
import dev.trailmark.target.SimulatorSettings.Key;
import dev.trailmark.target.SimulatorSettings.Seed;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The file that {@code serve --accounts} reads: a YAML list of accounts, each with {@code id},
 * {@code name}, {@code accessKeyId} and {@code secretAccessKey} (the root user's), {@code
 * userAccessKeyId} and {@code userSecretAccessKey} (the user {@code student}'s). All are optional;
 * what is not given is made.
 */
final class AccountsFile {
  private static final StrictYaml YAML = new StrictYaml("trailmark serve --help");

  private static final Pattern ID = Pattern.compile("\\d{12}");
  private static final Pattern KEY_ID = Pattern.compile("\\w{16,128}");

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
    Set<String> taken = new HashSet<>();
    List<Seed> seeds = new ArrayList<>();
    for (Entry entry : entries) {
      Seed seed = seed(file, seeds.size() + 1, entry);
      check(file, seeds.size() + 1, seed, taken);
      seeds.add(seed);
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

  /** Refuses what the simulator would refuse, before it makes the accounts of the other entries. */
  private static void check(Path file, int number, Seed seed, Set<String> taken) {
    seed.id()
        .ifPresent(
            id ->
                require(
                    ID.matcher(id).matches(),
                    file,
                    number,
                    "has the id '" + id + "', which is not 12 digits"));
    Stream.of(seed.root(), seed.student())
        .flatMap(Optional::stream)
        .forEach(key -> check(file, number, key));
    Stream.of(seed.id(), seed.root().map(Key::id), seed.student().map(Key::id))
        .flatMap(Optional::stream)
        .forEach(id -> require(taken.add(id), file, number, "repeats " + id));
  }

  private static void check(Path file, int number, Key key) {
    require(
        KEY_ID.matcher(key.id()).matches(),
        file,
        number,
        "has the access key ID '" + key.id() + "', which is not 16 to 128 letters and digits");
    require(!key.secret().isBlank(), file, number, "has an empty secret for " + key.id());
  }

  private static void require(boolean met, Path file, int number, String fault) {
    if (!met) {
      throw CliException.usage("%s: account %d %s".formatted(file, number, fault));
    }
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
