package dev.trailmark.cloud.s3.website;

import dev.trailmark.cloud.operation.Call;
import dev.trailmark.cloud.operation.DocumentCodec;
import dev.trailmark.cloud.operation.Operation;
import dev.trailmark.cloud.operation.ServiceException;
import dev.trailmark.cloud.s3.access.S3Access;
import dev.trailmark.cloud.s3.config.ReadOnce;
import dev.trailmark.cloud.s3.model.BucketRecord;
import dev.trailmark.cloud.s3.request.S3Error;
import dev.trailmark.cloud.s3.request.S3Trail;
import dev.trailmark.cloud.wire.ResponseBody;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.RoutingRule;
import software.amazon.awssdk.services.s3.model.WebsiteConfiguration;

/**
 * Visits to websites. Whoever comes is anonymous, whatever signature he brings; he may look, and
 * nothing else. In this order: does the site send everybody elsewhere, does a rule for the key, is
 * there such an object, is it a folder with an index; then, for what failed, does a rule for the
 * error send him elsewhere, and has the site a page of its own for it.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/IndexDocumentSupport.html">
 *     Configuring an index document</a>
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/CustomErrorDocSupport.html">
 *     Configuring a custom error document</a>
 */
final class Visits {
  private static final String NESTED = "ErrorDocument/";

  private final DocumentCodec codec;
  private final PageReader pages;
  private final ReadOnce<WebsiteConfiguration> sites;

  Visits(DocumentCodec codec, PageReader pages) {
    this.codec = codec;
    this.pages = pages;
    this.sites =
        new ReadOnce<>(
            Websites.NAME,
            record ->
                (WebsiteConfiguration)
                    codec.read(record.document(), WebsiteConfiguration.builder()));
  }

  Operation<?, ?> row() {
    return Operation.<GetObjectRequest, SdkPojo>of(
            "WebsiteGetObject", GetObjectRequest::builder, this::visit)
        .open()
        .honours(codec.names(GetObjectRequest.builder().build()).toArray(String[]::new))
        .onWorker()
        .trail(
            S3Trail.<GetObjectRequest, SdkPojo>read(GetObjectRequest::bucket, GetObjectRequest::key)
                .data()
                .named("GetObject"))
        .build();
  }

  private SdkPojo visit(Call call, GetObjectRequest in) {
    BucketRecord bucket = S3Access.bucketOf(call, in.bucket(), null);
    call.trail().tells(bucket.ownerAccount());
    String method = call.wire().method();
    if (!method.equals("GET") && !method.equals("HEAD")) {
      throw S3Error.METHOD_NOT_ALLOWED.fail().with("Method", method).with("ResourceType", "OBJECT");
    }
    Redirection redirection = new Redirection(call.wire());
    redirection.requireRegion(bucket);
    WebsiteConfiguration site = siteOf(call, bucket);
    if (site.redirectAllRequestsTo() != null) {
      return moved(call, redirection.ofAll(site.redirectAllRequestsTo()), 301);
    }
    String key = in.key() == null ? "" : in.key();
    for (RoutingRule rule : site.routingRules()) {
      if (Redirection.applies(rule, key, 0)) {
        return moved(call, redirection.by(rule, key), Redirection.status(rule));
      }
    }
    return page(call, in, site, key);
  }

  private WebsiteConfiguration siteOf(Call call, BucketRecord bucket) {
    WebsiteConfiguration site = sites.of(call.state(), bucket.name());
    if (site == null) {
      throw S3Error.NO_SUCH_WEBSITE.fail().with("BucketName", bucket.name());
    }
    return site;
  }

  private SdkPojo page(Call call, GetObjectRequest in, WebsiteConfiguration site, String key) {
    String suffix = site.indexDocument().suffix();
    boolean folder = key.isEmpty() || key.endsWith("/");
    GetObjectRequest asked =
        GetObjectRequest.builder()
            .bucket(in.bucket())
            .key(folder ? key + suffix : key)
            .range(in.range())
            .ifMatch(in.ifMatch())
            .ifNoneMatch(in.ifNoneMatch())
            .ifModifiedSince(in.ifModifiedSince())
            .ifUnmodifiedSince(in.ifUnmodifiedSince())
            .build();
    try {
      return shown(call, pages.asked(call, asked), 0);
    } catch (ServiceException failure) {
      if (failure.status() < 400) {
        throw failure;
      }
      boolean absent = !S3Access.holds(call.state(), in.bucket(), asked.key());
      if (absent && !folder && S3Access.holds(call.state(), in.bucket(), key + "/" + suffix)) {
        call.header("Location", "/" + Redirection.encoded(key) + "/");
        throw new ServiceException("Found", 302, "Resource Found");
      }
      return instead(call, asked, site, key, failure);
    }
  }

  /** What is shown for an error: another place, the site's own page, or S3's. */
  private SdkPojo instead(
      Call call,
      GetObjectRequest asked,
      WebsiteConfiguration site,
      String key,
      ServiceException failure) {
    for (RoutingRule rule : site.routingRules()) {
      if (Redirection.applies(rule, key, failure.status())) {
        Redirection redirection = new Redirection(call.wire());
        return moved(call, redirection.by(rule, key), Redirection.status(rule));
      }
    }
    if (site.errorDocument() == null || failure.status() >= 500) {
      throw failure;
    }
    try {
      PageReader.Page page = pages.other(call, asked, site.errorDocument().key());
      return shown(call, page, failure.status());
    } catch (ServiceException second) {
      failure.with(NESTED + "Code", second.code()).with(NESTED + "Message", second.getMessage());
      second.fields().forEach((name, value) -> failure.with(NESTED + name, value));
      throw failure;
    }
  }

  private static SdkPojo shown(Call call, PageReader.Page page, int status) {
    if (page.redirect() != null) {
      return moved(call, page.redirect(), 301);
    }
    if (status != 0) {
      call.status(status);
    }
    return page.answer();
  }

  private static SdkPojo moved(Call call, String location, int status) {
    call.header("Location", location);
    call.status(status);
    call.reply(ResponseBody.empty());
    return GetObjectResponse.builder().build();
  }
}
