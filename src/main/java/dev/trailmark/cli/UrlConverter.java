package dev.trailmark.cli;

import java.net.URI;
import java.net.URISyntaxException;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a URL such as {@code http://127.0.0.1:4566}. */
final class UrlConverter implements ITypeConverter<URI> {
  @Override
  public URI convert(String text) {
    try {
      return new URI(text);
    } catch (URISyntaxException e) {
      throw new TypeConversionException(
          "not an endpoint URL: '" + text + "'; it looks like http://127.0.0.1:4566");
    }
  }
}
