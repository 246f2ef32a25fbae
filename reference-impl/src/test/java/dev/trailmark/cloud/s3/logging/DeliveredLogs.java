package dev.trailmark.cloud.s3.logging;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Object;

/** The access logs in a bucket, in fields. */
final class DeliveredLogs {
  /** A field: in brackets, in quotation marks, or without spaces. */
  private static final Pattern FIELD = Pattern.compile("\\[[^]]*]|\"[^\"]*\"|[^ ]+");

  private DeliveredLogs() {}

  static List<String> keys(S3Client s3, String bucket) {
    return s3.listObjectsV2(r -> r.bucket(bucket)).contents().stream().map(S3Object::key).toList();
  }

  static List<List<String>> lines(S3Client s3, String bucket) {
    List<List<String>> lines = new ArrayList<>();
    for (String key : keys(s3, bucket)) {
      String file = s3.getObjectAsBytes(r -> r.bucket(bucket).key(key)).asUtf8String();
      file.lines().forEach(line -> lines.add(fields(line)));
    }
    return lines;
  }

  /** The lines of one operation. */
  static List<List<String>> of(List<List<String>> lines, String operation) {
    return lines.stream().filter(line -> line.get(6).equals(operation)).toList();
  }

  private static List<String> fields(String line) {
    List<String> fields = new ArrayList<>();
    Matcher matcher = FIELD.matcher(line);
    while (matcher.find()) {
      fields.add(matcher.group());
    }
    return fields;
  }
}
