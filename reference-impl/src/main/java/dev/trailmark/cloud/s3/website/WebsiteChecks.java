package dev.trailmark.cloud.s3.website;

import dev.trailmark.cloud.operation.ServiceException;
import dev.trailmark.cloud.s3.config.ConfigurationCheck.Kept;
import dev.trailmark.cloud.s3.config.ConfigurationCheck.Sent;
import dev.trailmark.cloud.s3.request.HeaderText;
import dev.trailmark.cloud.s3.request.S3Error;
import java.util.List;
import java.util.Set;
import software.amazon.awssdk.services.s3.model.Condition;
import software.amazon.awssdk.services.s3.model.Redirect;
import software.amazon.awssdk.services.s3.model.RedirectAllRequestsTo;
import software.amazon.awssdk.services.s3.model.RoutingRule;
import software.amazon.awssdk.services.s3.model.WebsiteConfiguration;

/**
 * What a website's configuration has to be like, in the order in which AWS was recorded to refuse.
 * The refusals of too many rules and of codes are as others quote them.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketWebsite.html">
 *     PutBucketWebsite</a>
 */
final class WebsiteChecks {
  private static final int MOST_RULES = 50;
  private static final Set<String> PROTOCOLS = Set.of("http", "https");

  private WebsiteChecks() {}

  static Kept check(Sent<WebsiteConfiguration> sent) {
    WebsiteConfiguration site = sent.document();
    if (site.redirectAllRequestsTo() != null) {
      checkRedirectOfAll(site);
      return Kept.of(site);
    }
    checkIndex(site);
    if (site.errorDocument() != null && isEmpty(site.errorDocument().key())) {
      throw S3Error.MALFORMED_XML.fail();
    }
    if (site.hasRoutingRules()) {
      checkRules(site.routingRules());
    }
    return Kept.of(site);
  }

  private static void checkRedirectOfAll(WebsiteConfiguration site) {
    RedirectAllRequestsTo all = site.redirectAllRequestsTo();
    if (site.indexDocument() != null || site.errorDocument() != null || site.hasRoutingRules()) {
      throw argument(
          "RedirectAllRequestsTo cannot be provided in conjunction with other Routing Rules.",
          "RedirectAllRequestsTo",
          "not null");
    }
    if (isEmpty(all.hostName())) {
      throw S3Error.MALFORMED_XML.fail();
    }
    HeaderText.require("HostName", all.hostName());
    checkProtocol(all.protocolAsString());
  }

  private static void checkIndex(WebsiteConfiguration site) {
    if (site.indexDocument() == null) {
      throw argument(
          "A value for IndexDocument Suffix must be provided if RedirectAllRequestsTo is empty",
          "IndexDocument",
          "null");
    }
    String suffix = site.indexDocument().suffix();
    if (isEmpty(suffix) || suffix.contains("/")) {
      throw argument(
          "The IndexDocument Suffix is not well formed",
          "IndexDocument",
          suffix == null ? "" : suffix);
    }
  }

  private static void checkRules(List<RoutingRule> rules) {
    if (rules.isEmpty()) {
      throw S3Error.MALFORMED_XML.fail();
    }
    if (rules.size() > MOST_RULES) {
      throw S3Error.INVALID_REQUEST.because(
          "%s routing rules provided, the number of routing rules in a website configuration is"
              + " limited to %s.",
          rules.size(), MOST_RULES);
    }
    rules.forEach(WebsiteChecks::checkRule);
  }

  private static void checkRule(RoutingRule rule) {
    Redirect redirect = rule.redirect();
    if (redirect == null) {
      throw S3Error.MALFORMED_XML.fail();
    }
    HeaderText.require("HostName", redirect.hostName());
    HeaderText.require("ReplaceKeyWith", redirect.replaceKeyWith());
    HeaderText.require("ReplaceKeyPrefixWith", redirect.replaceKeyPrefixWith());
    checkProtocol(redirect.protocolAsString());
    if (redirect.replaceKeyPrefixWith() != null && redirect.replaceKeyWith() != null) {
      throw S3Error.INVALID_REQUEST.because(
          "You can only define ReplaceKeyPrefix or ReplaceKey but not both.");
    }
    Condition condition = rule.condition();
    if (condition != null && Condition.builder().build().equals(condition)) {
      throw S3Error.INVALID_REQUEST.because(
          "Condition cannot be empty. To redirect all requests without a condition, the condition"
              + " element shouldn't be present.");
    }
    String code = redirect.httpRedirectCode();
    if (code != null && !code.matches("3\\d\\d") || "300".equals(code)) {
      throw S3Error.INVALID_REQUEST.because(
          "The provided HTTP redirect code (%s) is not valid. Valid codes are 3XX except 300.",
          code);
    }
    String error = condition == null ? null : condition.httpErrorCodeReturnedEquals();
    if (error != null && !error.matches("[45]\\d\\d")) {
      throw S3Error.INVALID_REQUEST.because(
          "The provided HTTP error code (%s) is not valid. Valid codes are 4XX or 5XX.", error);
    }
  }

  private static void checkProtocol(String protocol) {
    if (protocol != null && !PROTOCOLS.contains(protocol)) {
      throw S3Error.INVALID_REQUEST.because(
          "Invalid protocol, protocol can be http or https. If not defined the protocol will be"
              + " selected automatically.");
    }
  }

  private static boolean isEmpty(String text) {
    return text == null || text.isEmpty();
  }

  private static ServiceException argument(String message, String name, String value) {
    return S3Error.INVALID_ARGUMENT
        .because("%s", message)
        .with("ArgumentName", name)
        .with("ArgumentValue", value);
  }
}
