package dev.trailmark.cli;

import dev.trailmark.target.TargetKind;
import dev.trailmark.target.TargetSettings;
import java.time.Duration;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Which target to work on. */
final class TargetOptions {
  @Option(
      names = "--target",
      paramLabel = "KIND",
      description =
          "reference (the bundled simulator), endpoint or aws"
              + " (default: endpoint with --endpoint, else reference).")
  private String kind;

  @Mixin private EndpointOptions where;

  @Option(
      names = "--second-profile",
      paramLabel = "NAME",
      description =
          "A profile of an administrator of a second account, for checks across accounts"
              + " (the bundled simulator has one).")
  private String secondProfile;

  @Option(
      names = "--log-wait",
      paramLabel = "TIME",
      converter = DurationConverter.class,
      description =
          "How long to wait for log files (default: 30s, on the simulator 60s, on AWS 15m).")
  private Duration logWait;

  /** The settings that the options make; credentials come from the SDK's provider chain. */
  TargetSettings settings() {
    try {
      TargetSettings settings = ofKind().withRegion(where.region());
      if (secondProfile != null) {
        settings = settings.withSecondProfile(secondProfile);
      }
      if (where.authority().isPresent() && settings.kind() == TargetKind.REFERENCE) {
        throw CliException.usage("--ca-certificate goes with --endpoint URL or --target aws");
      }
      if (where.authority().isPresent()) {
        settings = settings.withAuthority(where.authority().get());
      }
      return logWait == null ? settings : settings.withLogWait(logWait);
    } catch (IllegalArgumentException e) {
      throw CliException.usage(e.getMessage());
    }
  }

  String region() {
    return where.region();
  }

  Optional<Duration> logWait() {
    return Optional.ofNullable(logWait);
  }

  private TargetSettings ofKind() {
    TargetKind chosen =
        kind == null
            ? where.endpoint().isPresent() ? TargetKind.ENDPOINT : TargetKind.REFERENCE
            : TargetKind.parse(kind);
    if (where.endpoint().isPresent() && chosen != TargetKind.ENDPOINT) {
      throw CliException.usage("--endpoint goes with --target endpoint, not with " + chosen);
    }
    if (chosen == TargetKind.ENDPOINT && where.endpoint().isEmpty()) {
      throw CliException.usage("--target endpoint needs --endpoint URL");
    }
    return switch (chosen) {
      case REFERENCE -> TargetSettings.reference();
      case ENDPOINT -> TargetSettings.endpoint(where.endpoint().orElseThrow());
      case AWS -> TargetSettings.aws();
    };
  }
}
