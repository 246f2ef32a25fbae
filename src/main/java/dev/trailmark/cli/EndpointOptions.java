package dev.trailmark.cli;

import dev.trailmark.target.TargetSettings;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.UnaryOperator;
import picocli.CommandLine.Option;

/** Where something answers, and how it is trusted. */
final class EndpointOptions {
  @Option(
      names = {"--endpoint", "--server"},
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

  Optional<URI> endpoint() {
    return Optional.ofNullable(endpoint);
  }

  Optional<Path> authority() {
    return Optional.ofNullable(authority);
  }

  String region() {
    return region;
  }

  /**
   * The settings of a command that needs an endpoint: the one given, else {@code AWS_ENDPOINT_URL}.
   */
  TargetSettings settings(UnaryOperator<String> environment) {
    Optional<URI> url =
        endpoint()
            .or(
                () ->
                    Optional.ofNullable(environment.apply("AWS_ENDPOINT_URL"))
                        .filter(text -> !text.isBlank())
                        .map(new UrlConverter()::convert));
    if (url.isEmpty()) {
      throw CliException.usage("name the simulator: --endpoint URL, or set AWS_ENDPOINT_URL");
    }
    try {
      TargetSettings settings = TargetSettings.endpoint(url.get()).withRegion(region);
      return authority == null ? settings : settings.withAuthority(authority);
    } catch (IllegalArgumentException e) {
      throw CliException.usage(e.getMessage());
    }
  }
}
