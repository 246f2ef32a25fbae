package dev.trailmark.report.format;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Locale;

/**
 * A style sheet or script that a page carries within itself, with the hash by which the page's
 * Content Security Policy admits it and nothing else.
 *
 * @param text what stands between the tags
 * @param hash the policy's source expression, such as {@code 'sha256-…'}
 */
public record Inline(String text, String hash) {

  /**
   * Reads one from the class path.
   *
   * @param resource its absolute path there
   */
  public static Inline resource(String resource) {
    try (InputStream in = Inline.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalStateException("the class path lacks " + resource);
      }
      return of(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new IllegalStateException("cannot read " + resource, e);
    }
  }

  /**
   * Makes one of a text that ends no element early.
   *
   * @throws IllegalArgumentException when it would
   */
  public static Inline of(String text) {
    String uniform = text.replace("\r\n", "\n");
    if (uniform.toLowerCase(Locale.ROOT).matches("(?s).*</(script|style).*")) {
      throw new IllegalArgumentException("the text ends its own element");
    }
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(uniform.getBytes(StandardCharsets.UTF_8));
      return new Inline(uniform, "'sha256-" + Base64.getEncoder().encodeToString(digest) + "'");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
