package dev.trailmark.cloud.s3.website;

import dev.trailmark.cloud.s3.model.BucketRecord;
import dev.trailmark.cloud.s3.request.S3Error;
import dev.trailmark.cloud.wire.WireRequest;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.s3.model.Condition;
import software.amazon.awssdk.services.s3.model.Redirect;
import software.amazon.awssdk.services.s3.model.RedirectAllRequestsTo;
import software.amazon.awssdk.services.s3.model.RoutingRule;

/**
 * Where a visitor is sent: what a rule does not say stays as he asked for it, the query too. Text
 * of a rule is taken as it is, for it may hold a fragment ({@code #!/}); the rest of a key is
 * encoded.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/how-to-page-redirect.html">
 *     Configuring a redirect</a>
 */
final class Redirection {
  private static final Pattern REGION =
      Pattern.compile("\\.s3-website[-.]([a-z]{2,4}(?:-[a-z]+)+-\\d+)\\.");

  private final WireRequest request;

  Redirection(WireRequest request) {
    this.request = request;
  }

  /** Refuses a visit at the host of another region than the bucket's. */
  void requireRegion(BucketRecord bucket) {
    Matcher named = REGION.matcher(request.host().toLowerCase(Locale.ROOT));
    if (named.find() && !named.group(1).equals(bucket.region())) {
      throw S3Error.INCORRECT_ENDPOINT
          .fail()
          .with("Endpoint", bucket.name() + ".s3-website." + bucket.region() + ".amazonaws.com");
    }
  }

  /**
   * Whether a rule is for that key.
   *
   * @param error the status of the failure; 0 before anything was tried
   */
  static boolean applies(RoutingRule rule, String key, int error) {
    Condition condition = rule.condition();
    String code = condition == null ? null : condition.httpErrorCodeReturnedEquals();
    String prefix = condition == null ? null : condition.keyPrefixEquals();
    boolean now = error == 0 ? code == null : Integer.toString(error).equals(code);
    return now && (prefix == null || key.startsWith(prefix));
  }

  /** The status of a rule's redirect. */
  static int status(RoutingRule rule) {
    String code = rule.redirect().httpRedirectCode();
    return code == null ? 301 : Integer.parseInt(code);
  }

  /** Where everybody is sent. */
  String ofAll(RedirectAllRequestsTo all) {
    return base(all.protocolAsString(), all.hostName()) + request.rawPath() + query();
  }

  /** Where a rule sends the visitor who asked for that key. */
  String by(RoutingRule rule, String key) {
    Redirect redirect = rule.redirect();
    String path = encoded(key);
    if (redirect.replaceKeyWith() != null) {
      path = redirect.replaceKeyWith();
    } else if (redirect.replaceKeyPrefixWith() != null) {
      String prefix = rule.condition() == null ? null : rule.condition().keyPrefixEquals();
      int length = prefix == null ? 0 : prefix.length();
      path = redirect.replaceKeyPrefixWith() + encoded(key.substring(length));
    }
    return base(redirect.protocolAsString(), redirect.hostName()) + "/" + path + query();
  }

  private String base(String protocol, String host) {
    String own = request.tls() == null ? "http" : "https";
    return (protocol == null ? own : protocol) + "://" + (host == null ? request.host() : host);
  }

  private String query() {
    return request.rawQuery().isEmpty() ? "" : "?" + request.rawQuery();
  }

  /** A key as a path. */
  static String encoded(String key) {
    return URLEncoder.encode(key, StandardCharsets.UTF_8).replace("+", "%20").replace("%2F", "/");
  }
}
