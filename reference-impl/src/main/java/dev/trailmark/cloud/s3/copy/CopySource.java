package dev.trailmark.cloud.s3.copy;

import dev.trailmark.cloud.operation.ServiceException;
import dev.trailmark.cloud.s3.request.S3Error;
import dev.trailmark.cloud.s3.version.Versions;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;

/**
 * The object that a copy reads. Sources without a bucket and without a key are refused as seen.
 *
 * @param bucket its bucket
 * @param key its key
 * @param versionId its version; {@code null} for the current one
 */
public record CopySource(String bucket, String key, String versionId) {
  private static final String HEADER = "x-amz-copy-source";
  private static final String VERSION = "?versionId=";

  /** Reads the header: {@code bucket/key}, percent-encoded, perhaps with a slash before. */
  public static CopySource parse(String header) {
    if (header == null) {
      throw invalid("Invalid copy source object key");
    }
    String path = header;
    String versionId = null;
    int version = path.lastIndexOf(VERSION);
    if (version >= 0) {
      versionId = path.substring(version + VERSION.length());
      Versions.check(versionId);
      path = path.substring(0, version);
    }
    String decoded = decode(path);
    if (decoded.startsWith("arn:")) {
      throw S3Error.NOT_IMPLEMENTED
          .fail()
          .with("Header", HEADER)
          .with("additionalMessage", "Copies from access points are not implemented");
    }
    String bare = decoded.startsWith("/") ? decoded.substring(1) : decoded;
    int slash = bare.indexOf('/');
    if (bare.isEmpty() || slash == 0) {
      throw invalid("Invalid copy source bucket name");
    }
    if (slash < 0 || slash == bare.length() - 1) {
      throw invalid("Invalid copy source object key");
    }
    return new CopySource(bare.substring(0, slash), bare.substring(slash + 1), versionId);
  }

  /** A plus sign is itself in paths. */
  private static String decode(String path) {
    try {
      return URLDecoder.decode(path.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw invalid("Invalid copy source encoding.");
    }
  }

  private static ServiceException invalid(String message) {
    return S3Error.INVALID_ARGUMENT
        .because("%s", message)
        .with("ArgumentName", HEADER)
        .with("ArgumentValue", HEADER);
  }
}
