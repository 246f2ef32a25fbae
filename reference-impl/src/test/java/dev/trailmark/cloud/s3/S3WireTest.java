package dev.trailmark.cloud.s3;

import dev.trailmark.cloud.GoldenFile;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * What goes over the wire for families of S3's operations on objects, as {@code
 * src/test/resources/golden/s3} has it. Run with {@code -Dtrailmark.golden=write} to write the
 * files anew after a change that is meant, and read the difference.
 */
class S3WireTest {
  private static final String NS = " xmlns='http://s3.amazonaws.com/doc/2006-03-01/'";

  /** Calls a family's operations. */
  private interface Family {
    void call(S3WireLog s3) throws Exception;
  }

  @TestFactory
  Iterable<DynamicTest> whatGoesOverTheWireIsAsTheGoldenFileHasIt() {
    Map<String, Family> families = new TreeMap<>();
    families.put("tags", S3WireTest::tags);
    families.put("object-lock", S3WireTest::objectLock);
    families.put("event-hold", S3WireTest::eventHold);
    families.put("attributes", S3WireTest::attributes);
    families.put("restores", S3WireTest::restores);
    families.put("conditions", S3WireTest::conditions);
    families.put("annotations", S3WireTest::annotations);
    families.put("encryption", S3WireTest::encryption);
    return families.entrySet().stream()
        .map(family -> DynamicTest.dynamicTest(family.getKey(), () -> check(family)))
        .toList();
  }

  private static void check(Map.Entry<String, Family> family) throws Exception {
    try (S3Fixture cloud = new S3Fixture()) {
      S3WireLog s3 = new S3WireLog(cloud);
      family.getValue().call(s3);
      GoldenFile.check("s3/" + family.getKey() + ".txt", s3.text());
    }
  }

  private static String tagging(String... keysAndValues) {
    StringBuilder xml = new StringBuilder("<Tagging" + NS + "><TagSet>");
    for (int i = 0; i < keysAndValues.length; i += 2) {
      xml.append("<Tag><Key>")
          .append(keysAndValues[i])
          .append("</Key><Value>")
          .append(keysAndValues[i + 1])
          .append("</Value></Tag>");
    }
    return xml.append("</TagSet></Tagging>").toString();
  }

  private static void tags(S3WireLog s3) throws Exception {
    s3.call("PUT", "/bucket", "");
    s3.call("PUT", "/bucket/key", "body", "x-amz-tagging", "team=blue&cost=");
    s3.call("HEAD", "/bucket/key", "");
    s3.call("GET", "/bucket/key?tagging", "");
    s3.call("PUT", "/bucket/key?tagging", tagging("team", "red"));
    s3.call("GET", "/bucket/key?tagging", "");
    s3.call("PUT", "/bucket/key?tagging", tagging("team", "red", "team", "blue"));
    s3.call("PUT", "/bucket/key?tagging", tagging("aws:team", "red"));
    s3.call("PUT", "/bucket/key?tagging", tagging("a,b", "red"));
    s3.call("PUT", "/bucket/key?tagging", "<Tagging/>");
    s3.call("PUT", "/bucket/key", "body", "x-amz-tagging", "a=1&a=2");
    s3.call("DELETE", "/bucket/key?tagging", "");
    s3.call("GET", "/bucket/key?tagging", "");
    s3.call("GET", "/bucket/absent?tagging", "");
  }

  private static void objectLock(S3WireLog s3) throws Exception {
    s3.call("PUT", "/plain", "");
    s3.call("GET", "/plain?object-lock", "");
    s3.call("PUT", "/locked", "", "x-amz-bucket-object-lock-enabled", "true");
    s3.call("GET", "/locked?object-lock", "");
    s3.call(
        "PUT",
        "/locked?object-lock",
        "<ObjectLockConfiguration"
            + NS
            + "><ObjectLockEnabled>Enabled</ObjectLockEnabled><Rule><DefaultRetention>"
            + "<Mode>GOVERNANCE</Mode><Days>3</Days></DefaultRetention></Rule>"
            + "</ObjectLockConfiguration>");
    s3.call("GET", "/locked?object-lock", "");
    s3.call(
        "PUT",
        "/locked/key",
        "body",
        "x-amz-object-lock-mode",
        "GOVERNANCE",
        "x-amz-object-lock-retain-until-date",
        "2099-01-01T00:00:00Z",
        "x-amz-object-lock-legal-hold",
        "ON");
    s3.call("HEAD", "/locked/key", "");
    s3.call("GET", "/locked/key?retention", "");
    s3.call("GET", "/locked/key?legal-hold", "");
    s3.call(
        "PUT",
        "/locked/key?retention",
        "<Retention"
            + NS
            + "><Mode>GOVERNANCE</Mode>"
            + "<RetainUntilDate>2098-01-01T00:00:00Z</RetainUntilDate></Retention>");
    s3.call(
        "PUT",
        "/locked/key?retention",
        "<Retention"
            + NS
            + "><Mode>GOVERNANCE</Mode>"
            + "<RetainUntilDate>2020-01-01T00:00:00Z</RetainUntilDate></Retention>");
    s3.call(
        "PUT", "/locked/key?legal-hold", "<LegalHold" + NS + "><Status>OFF</Status></LegalHold>");
    s3.call("GET", "/locked/key?legal-hold", "");
    s3.call("PUT", "/locked/other", "body", "x-amz-object-lock-mode", "BAD-VALUE");
    s3.call("PUT", "/locked/other", "body", "x-amz-object-lock-mode", "GOVERNANCE");
    s3.call(
        "PUT",
        "/locked?versioning",
        "<VersioningConfiguration" + NS + "><Status>Suspended</Status></VersioningConfiguration>");
    s3.call("DELETE", "/plain/key", "", "x-amz-bypass-governance-retention", "true");
  }

  private static void eventHold(S3WireLog s3) throws Exception {
    s3.call("PUT", "/locked", "", "x-amz-bucket-object-lock-enabled", "true");
    s3.call(
        "PUT",
        "/locked?object-lock",
        "<ObjectLockConfiguration"
            + NS
            + "><ObjectLockEnabled>Enabled</ObjectLockEnabled><Rule><DefaultRetention>"
            + "<Mode>GOVERNANCE</Mode><Years>99</Years>"
            + "<DefaultEventHold><Days>3</Days></DefaultEventHold>"
            + "</DefaultRetention></Rule></ObjectLockConfiguration>");
    s3.call("GET", "/locked?object-lock", "");
    s3.call(
        "PUT",
        "/locked/key",
        "body",
        "x-amz-object-lock-mode",
        "GOVERNANCE",
        "x-amz-object-lock-retain-until-date",
        "2120-01-01T00:00:00Z",
        "x-amz-object-lock-event-hold",
        "ON",
        "x-amz-object-lock-event-hold-duration-years",
        "1");
    s3.call("HEAD", "/locked/key", "");
    s3.call("GET", "/locked/key?retention", "");
    s3.call("PUT", "/locked/key?retention", retention("<EventHold>ON</EventHold>"));
    s3.call("PUT", "/locked/key?retention", retention("<EventHold>OFF</EventHold>"));
    s3.call("HEAD", "/locked/key", "");
    s3.call("GET", "/locked/key?retention", "");
    s3.call("PUT", "/locked/other", "body", "x-amz-object-lock-event-hold", "ON");
    s3.call("PUT", "/locked/other", "body", "x-amz-object-lock-event-hold", "MAYBE");
  }

  private static String retention(String more) {
    return "<Retention" + NS + "><Mode>GOVERNANCE</Mode>" + more + "</Retention>";
  }

  private static void attributes(S3WireLog s3) throws Exception {
    s3.call("PUT", "/bucket", "");
    s3.call("PUT", "/bucket/key", "body");
    s3.call(
        "GET",
        "/bucket/key?attributes",
        "",
        "x-amz-object-attributes",
        "ETag,Checksum,ObjectParts,StorageClass,ObjectSize");
    s3.call("GET", "/bucket/key?attributes", "", "x-amz-object-attributes", "Colour");
    s3.call("GET", "/bucket/absent?attributes", "", "x-amz-object-attributes", "ETag");
    RawS3.Answer begun =
        s3.call("POST", "/bucket/parts?uploads", "", "x-amz-checksum-algorithm", "SHA256");
    String id = begun.body().replaceAll("(?s).*<UploadId>(.*)</UploadId>.*", "$1");
    RawS3.Answer part =
        s3.call(
            "PUT",
            "/bucket/parts?partNumber=1&uploadId=" + id,
            "body",
            "x-amz-checksum-sha256",
            "Iw2DWNyOiJC0xY3utikS7i8gNXrpKlzIYbmOaP4xrLU=");
    s3.call(
        "POST",
        "/bucket/parts?uploadId=" + id,
        "<CompleteMultipartUpload"
            + NS
            + "><Part><PartNumber>1</PartNumber><ETag>"
            + part.header("etag").replace("\"", "")
            + "</ETag><ChecksumSHA256>Iw2DWNyOiJC0xY3utikS7i8gNXrpKlzIYbmOaP4xrLU="
            + "</ChecksumSHA256></Part></CompleteMultipartUpload>");
    s3.call(
        "GET",
        "/bucket/parts?attributes",
        "",
        "x-amz-object-attributes",
        "ETag,Checksum,ObjectParts");
    s3.call("GET", "/bucket/parts?partNumber=1", "");
    s3.call("GET", "/bucket/parts?partNumber=2", "");
  }

  private static void restores(S3WireLog s3) throws Exception {
    String days = "<RestoreRequest" + NS + "><Days>1</Days></RestoreRequest>";
    s3.call("PUT", "/bucket", "");
    s3.call("PUT", "/bucket/cold", "body", "x-amz-storage-class", "DEEP_ARCHIVE");
    s3.call("GET", "/bucket/cold", "");
    s3.call("POST", "/bucket/cold?restore", days);
    s3.call("HEAD", "/bucket/cold", "");
    s3.call("POST", "/bucket/cold?restore", days);
    s3.call("GET", "/bucket?list-type=2", "", "x-amz-optional-object-attributes", "RestoreStatus");
    s3.call("PUT", "/bucket/warm", "body");
    s3.call("POST", "/bucket/warm?restore", days);
    s3.call("PUT", "/bucket/other", "body", "x-amz-storage-class", "OUTPOSTS");
  }

  private static void conditions(S3WireLog s3) throws Exception {
    s3.call("PUT", "/bucket", "");
    s3.call("PUT", "/bucket/key", "body", "If-None-Match", "*");
    s3.call("PUT", "/bucket/key", "body", "If-None-Match", "*");
    s3.call("PUT", "/bucket/key", "body", "If-Match", "other");
    s3.call("PUT", "/bucket/absent", "body", "If-Match", "other");
    s3.call("PUT", "/bucket/key", "body", "If-None-Match", "other");
    s3.call("DELETE", "/bucket/key", "", "If-Match", "other");
    s3.call("DELETE", "/bucket/key", "", "x-amz-if-match-size", "4");
    s3.call("GET", "/bucket/key", "", "Range", "bytes=4-");
    s3.call("GET", "/bucket/key", "", "If-None-Match", "*");
  }

  private static void annotations(S3WireLog s3) throws Exception {
    s3.call("PUT", "/bucket", "");
    s3.call("PUT", "/bucket/key", "body");
    String target = "/bucket/key?annotation";
    String one = target + "&annotationName=one";
    s3.call("GET", target, "");
    s3.call("PUT", one, "{\"a\":1}");
    s3.call("PUT", one, "{\"a\":1}", "x-amz-checksum-crc32", "aTmTxg==");
    s3.call("PUT", target + "&annotationName=two", "text", "x-amz-object-if-match", "other");
    s3.call("PUT", target + "&annotationName=two", "text");
    s3.call("GET", one, "");
    s3.call("GET", one, "", "x-amz-checksum-mode", "ENABLED");
    s3.call("GET", target + "&max-annotation-results=1", "");
    s3.call("GET", target + "&annotation-prefix=t", "");
    s3.call("GET", target + "&annotation-prefix=%20", "");
    s3.call("PUT", target + "&annotationName=aws-one", "text");
    s3.call("PUT", target + "&annotationName=" + "n".repeat(513), "text");
    s3.call("PUT", target + "&annotationName=three", "");
    s3.call("DELETE", one, "");
    s3.call("GET", one, "");
    s3.call("DELETE", "/bucket/absent?annotation&annotationName=one", "");
  }

  private static void encryption(S3WireLog s3) throws Exception {
    String stem = "x-amz-server-side-encryption-customer-";
    String[] key = {
      stem + "algorithm",
      "AES256",
      stem + "key",
      "a2tra2tra2tra2tra2tra2tra2tra2tra2tra2tra2s=",
      stem + "key-MD5",
      "mT2HRsMGJ5IX5C+0rreZ8Q=="
    };
    s3.call("PUT", "/bucket", "");
    s3.call("GET", "/bucket?encryption", "");
    s3.call("PUT", "/bucket/key", "body", key);
    s3.call(
        "PUT",
        "/bucket?encryption",
        "<ServerSideEncryptionConfiguration"
            + NS
            + "><Rule><ApplyServerSideEncryptionByDefault><SSEAlgorithm>AES256</SSEAlgorithm>"
            + "</ApplyServerSideEncryptionByDefault><BlockedEncryptionTypes>"
            + "<EncryptionType>NONE</EncryptionType></BlockedEncryptionTypes></Rule>"
            + "</ServerSideEncryptionConfiguration>");
    s3.call("GET", "/bucket?encryption", "");
    s3.call("PUT", "/bucket/key", "body", key);
    s3.call("GET", "/bucket/key", "", key);
    s3.call("GET", "/bucket/key", "");
    s3.call("PUT", "/bucket/key", "body", stem + "algorithm", "KMS", key[2], key[3]);
    s3.call("PUT", "/bucket/key", "body", key[0], key[1]);
    s3.call(
        "PUT",
        "/bucket/key?encryption",
        "<ObjectEncryption"
            + NS
            + "><SSE-KMS><KMSKeyArn>alias/mine</KMSKeyArn></SSE-KMS>"
            + "</ObjectEncryption>");
  }
}
