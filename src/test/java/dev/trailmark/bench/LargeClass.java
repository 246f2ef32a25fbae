package dev.trailmark.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Random;
import java.util.UUID;

/** A class whose submissions have as much in their logs as a busy account's of an hour. */
final class LargeClass {
  private static final int LOG_BYTES = 1 << 20;

  private LargeClass() {}

  /** Writes so many submissions into a folder, each with 1 MB of logs, gzipped as delivered. */
  static void write(Path example, Path folder, int count) throws IOException {
    for (int number = 1; number <= count; number++) {
      StudentPapers papers = StudentPapers.of(example, number);
      int size = 0;
      for (String log : papers.logs()) {
        byte[] plain = papers.remove(log);
        size += plain.length;
        papers.put(log + ".gz", StudentPapers.gzip(plain));
      }
      String name =
          "logs/%s_CloudTrail_us-east-1_20261128T1645Z_%016x.json.gz"
              .formatted(papers.account(), number);
      papers.put(name, StudentPapers.gzip(noise(papers.account(), number, LOG_BYTES - size)));
      papers.writeTo(folder.resolve("student-%04d".formatted(number)));
    }
  }

  /** What else goes on in an account: records that have nothing to do with the lab. */
  private static byte[] noise(String account, int seed, int bytes) {
    Random random = new Random(seed);
    StringBuilder text = new StringBuilder("{\"Records\":[");
    while (text.length() < bytes) {
      if (text.charAt(text.length() - 1) == '}') {
        text.append(',');
      }
      text.append(
          ("{\"eventVersion\":\"1.11\",\"userIdentity\":{\"type\":\"AssumedRole\",\"principalId\":"
                  + "\"AROAEXAMPLE:autoscaling\",\"arn\":\"arn:aws:sts::%s:assumed-role/Service/s\","
                  + "\"accountId\":\"%s\"},\"eventTime\":\"2026-11-28T16:40:%02dZ\",\"eventSource\":"
                  + "\"ec2.amazonaws.com\",\"eventName\":\"DescribeInstances\",\"awsRegion\":"
                  + "\"us-east-1\",\"sourceIPAddress\":\"10.0.0.%d\",\"userAgent\":"
                  + "\"aws-sdk-java/2.50.2\",\"requestParameters\":{\"maxResults\":%d,"
                  + "\"instancesSet\":{},\"filterSet\":{}},\"responseElements\":null,\"requestID\":"
                  + "\"%s\",\"eventID\":\"%s\",\"readOnly\":true,\"eventType\":\"AwsApiCall\","
                  + "\"managementEvent\":true,\"recipientAccountId\":\"%s\",\"eventCategory\":"
                  + "\"Management\"}")
              .formatted(
                  account,
                  account,
                  random.nextInt(60),
                  random.nextInt(256),
                  random.nextInt(1000),
                  new UUID(random.nextLong(), random.nextLong()),
                  new UUID(random.nextLong(), random.nextLong()),
                  account));
    }
    return text.append("]}").toString().getBytes(StandardCharsets.UTF_8);
  }
}
