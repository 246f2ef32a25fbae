package dev.trailmark.cli;

import dev.trailmark.target.TargetKind;
import dev.trailmark.target.TargetSettings;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
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

  @Option(
      names = "--endpoint",
      paramLabel = "URL",
      converter = UrlConverter.class,
      description = "The URL of a simulator or emulator, such as http://127.0.0.1:4566.")
  private URI endpoint;

  @Option(
      names = "--ca-certificate",
      paramLabel = "FILE",
      description =
          "A PEM file with the certificates to trust on https (default: $AWS_CA_BUNDLE, else what"
              + " Java trusts).")
  private Path authority;

  @Option(
      names = "--region",
      paramLabel = "REGION",
      defaultValue = TargetSettings.DEFAULT_REGION,
      description = "The region to work in (default: ${DEFAULT-VALUE}).")
  private String region;

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
      TargetSettings settings = ofKind().withRegion(region);
      if (secondProfile != null) {
        settings = settings.withSecondProfile(secondProfile);
      }
      if (authority != null && settings.kind() == TargetKind.REFERENCE) {
        throw CliException.usage("--ca-certificate goes with --endpoint URL or --target aws");
      }
      settings = authority == null ? settings : settings.withAuthority(authority);
      return logWait == null ? settings : settings.withLogWait(logWait);
    } catch (IllegalArgumentException e) {
      throw CliException.usage(e.getMessage());
    }
  }

  String region() {
    return region;
  }

  Optional<Duration> logWait() {
    return Optional.ofNullable(logWait);
  }

  private TargetSettings ofKind() {
    TargetKind chosen =
        kind == null
            ? endpoint == null ? TargetKind.REFERENCE : TargetKind.ENDPOINT
            : TargetKind.parse(kind);
    if (endpoint != null && chosen != TargetKind.ENDPOINT) {
      throw CliException.usage("--endpoint goes with --target endpoint, not with " + chosen);
    }
    if (chosen == TargetKind.ENDPOINT && endpoint == null) {
      throw CliException.usage("--target endpoint needs --endpoint URL");
    }
    return switch (chosen) {
      case REFERENCE -> TargetSettings.reference();
      case ENDPOINT -> TargetSettings.endpoint(endpoint);
      case AWS -> TargetSettings.aws();
    };
  }
}
