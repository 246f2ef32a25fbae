package dev.trailmark.cli;

import dev.trailmark.integrity.ChainCheck;
import dev.trailmark.integrity.HandedFiles;
import dev.trailmark.integrity.HoldingsException;
import dev.trailmark.integrity.KeySource;
import dev.trailmark.integrity.Span;
import dev.trailmark.integrity.TrailBucket;
import dev.trailmark.integrity.TrailKeys;
import dev.trailmark.integrity.Verification;
import dev.trailmark.submission.Handover;
import dev.trailmark.submission.HandoverLimits;
import dev.trailmark.submission.SubmissionException;
import dev.trailmark.target.Target;
import dev.trailmark.target.TargetKind;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Tells whether CloudTrail's log files are as CloudTrail delivered them. */
@Command(
    name = "verify-logs",
    description = {
      "Tells whether CloudTrail's log files are as CloudTrail delivered them, by its digest files:"
          + " those in a folder or zip that was handed in, or in a trail's bucket.",
      "Exit codes: 0 proved, 1 something was changed or taken away, 3 not proved."
    },
    mixinStandardHelpOptions = true)
final class VerifyLogsCommand implements Callable<Integer> {
  /** An instructor looks into more than a submission: a trail makes 24 digests a day and region. */
  private static final HandoverLimits LIMITS = new HandoverLimits(200_000, 1L << 30, 8L << 30, 20);

  @Spec private CommandSpec spec;
  @Mixin private TargetOptions target;

  @Parameters(
      arity = "0..1",
      paramLabel = "PATH",
      description = "A folder or zip with digest files, their signatures and log files.")
  private Path place;

  @Option(
      names = "--bucket",
      paramLabel = "NAME",
      description = "Instead: the bucket of a trail, at --endpoint URL or --target aws.")
  private String bucket;

  @Option(
      names = "--prefix",
      paramLabel = "PREFIX",
      defaultValue = "",
      description = "The trail's key prefix in the bucket, if it has one.")
  private String prefix;

  @Option(
      names = "--since",
      paramLabel = "TIME",
      converter = MomentConverter.class,
      description = "Check what was delivered from then on, such as 2025-10-27T00:00:00Z.")
  private Instant since;

  @Option(
      names = "--until",
      paramLabel = "TIME",
      converter = MomentConverter.class,
      description = "Check what was delivered until then.")
  private Instant until;

  @Option(
      names = "--public-keys",
      paramLabel = "FILE",
      description =
          "Public keys that you fetched yourself: the output of aws cloudtrail list-public-keys"
              + " (default: ask CloudTrail at --endpoint or --target aws; for files else none, and"
              + " nothing is proved).")
  private Path publicKeys;

  @Option(names = "--json", description = "Print what was found as JSON.")
  private boolean json;

  @Option(
      names = {"-v", "--verbose"},
      description = "Name valid files too.")
  private boolean verbose;

  @Override
  public Integer call() {
    if ((place == null) == (bucket == null)) {
      throw CliException.usage("give a folder or zip, or --bucket NAME");
    }
    boolean asking = target.settings().kind() != TargetKind.REFERENCE;
    if (bucket != null && !asking) {
      throw CliException.usage("--bucket needs --endpoint URL or --target aws");
    }
    if (place != null && !prefix.isEmpty()) {
      throw CliException.usage("--prefix goes with --bucket");
    }
    Span span = span();
    try {
      return asking ? withTarget(span) : handedIn(keys(KeySource.none()), span);
    } catch (HoldingsException e) {
      throw new CliException(ExitCode.INDETERMINATE, e.getMessage());
    }
  }

  private int withTarget(Span span) {
    try (Workplace work = Workplace.open(target.settings(), Clock.systemUTC())) {
      Target asked = work.target();
      if (asked.unusable().isPresent()) {
        throw new HoldingsException(asked.unusable().get());
      }
      KeySource keys = keys(new TrailKeys(asked));
      if (bucket == null) {
        return handedIn(keys, span);
      }
      String folder = prefix.endsWith("/") ? prefix.substring(0, prefix.length() - 1) : prefix;
      TrailBucket held = new TrailBucket(asked, bucket, folder, span);
      return tell(ChainCheck.run(held, keys, span), List.of());
    }
  }

  private int handedIn(KeySource keys, Span span) {
    try (Handover handover = Handover.open(place, LIMITS)) {
      HandedFiles files = HandedFiles.of(handover.files());
      return tell(ChainCheck.run(files, keys, span), handover.passedOver());
    } catch (SubmissionException e) {
      throw CliException.usage(e.getMessage());
    } catch (IOException e) {
      throw new HoldingsException(place + ": cannot be closed: " + e.getMessage());
    }
  }

  private int tell(Verification found, List<String> unread) {
    Output output = new Output(spec);
    if (json) {
      output.line(VerificationJson.of(found, unread));
    } else {
      VerificationText.of(found, verbose, unread).forEach(output::line);
    }
    return VerificationOutcome.of(found, unread).exitCode();
  }

  private Span span() {
    Span span =
        new Span(
            since == null ? Span.ALWAYS.since() : since,
            until == null ? Span.ALWAYS.until() : until);
    if (span.until().isBefore(span.since())) {
      throw CliException.usage("--since is later than --until");
    }
    return span;
  }

  private KeySource keys(KeySource otherwise) {
    return publicKeys == null ? otherwise : PublicKeysFile.read(publicKeys);
  }
}
