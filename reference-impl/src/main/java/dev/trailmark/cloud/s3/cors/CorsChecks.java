package dev.trailmark.cloud.s3.cors;

import dev.trailmark.cloud.s3.config.ConfigurationCheck.Kept;
import dev.trailmark.cloud.s3.config.ConfigurationCheck.Sent;
import dev.trailmark.cloud.s3.request.S3Error;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.s3.model.CORSConfiguration;
import software.amazon.awssdk.services.s3.model.CORSRule;

/**
 * What CORS rules have to be like. Recorded were the refusals of an empty configuration and of an
 * unknown method, and that an empty origin is kept; those of wildcards are as others quote them,
 * those of lengths are ours.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/ManageCorsUsing.html">Elements of
 *     a CORS configuration</a>
 */
final class CorsChecks {
  private static final int MOST_RULES = 100;
  private static final int LONGEST_ID = 255;
  private static final Set<String> METHODS = Set.of("GET", "PUT", "POST", "DELETE", "HEAD");

  private static final Pattern NAME = Pattern.compile("[-!#$%&'+.^_`|~0-9A-Za-z]*");

  private CorsChecks() {}

  static Kept check(Sent<CORSConfiguration> sent) {
    List<CORSRule> rules = sent.document().corsRules();
    if (rules.isEmpty()) {
      throw S3Error.MALFORMED_XML.fail();
    }
    if (rules.size() > MOST_RULES) {
      throw S3Error.INVALID_REQUEST.because(
          "The CORS configuration has more than the allowed number of %s rules.", MOST_RULES);
    }
    rules.forEach(CorsChecks::check);
    return Kept.of(sent.document());
  }

  private static void check(CORSRule rule) {
    boolean whole = rule.allowedOrigins().stream().noneMatch(Objects::isNull);
    if (rule.allowedMethods().isEmpty() || rule.allowedOrigins().isEmpty() || !whole) {
      throw S3Error.MALFORMED_XML.fail();
    }
    if (rule.id() != null && rule.id().length() > LONGEST_ID) {
      throw S3Error.INVALID_REQUEST.because(
          "The ID of a CORS rule must not be longer than %s characters.", LONGEST_ID);
    }
    for (String method : rule.allowedMethods()) {
      if (!METHODS.contains(method)) {
        throw S3Error.INVALID_REQUEST.because(
            "Found unsupported HTTP method in CORS config. Unsupported method is %s", method);
      }
    }
    rule.allowedOrigins().forEach(origin -> requireOneStar("AllowedOrigin", origin));
    rule.allowedHeaders().forEach(header -> requireOneStar("AllowedHeader", header));
    rule.exposeHeaders().forEach(CorsChecks::checkExposed);
  }

  /** Names of headers stand in answers, which what is no name would break. */
  private static void checkExposed(String header) {
    if (header.contains("*")) {
      throw S3Error.INVALID_REQUEST.because(
          "ExposeHeader \"%s\" contains wildcard. We currently do not support wildcard for"
              + " ExposeHeader.",
          header);
    }
    if (!NAME.matcher(header).matches()) {
      throw S3Error.INVALID_REQUEST.because(
          "ExposeHeader \"%s\" contains invalid character.", header);
    }
  }

  private static void requireOneStar(String element, String value) {
    if (value.indexOf('*') != value.lastIndexOf('*')) {
      throw S3Error.INVALID_REQUEST.because(
          "%s \"%s\" can not have more than one wildcard.", element, value);
    }
  }
}
