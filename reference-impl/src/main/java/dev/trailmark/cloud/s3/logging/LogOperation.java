package dev.trailmark.cloud.s3.logging;

import dev.trailmark.cloud.wire.WireRequest;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * What access logs call operations: {@code REST.method.resource}, the resource being the
 * sub-resource asked for, or {@code WEBSITE.method.resource}. Of those that no example of AWS's
 * shows, the name is the sub-resource's in capitals.
 */
final class LogOperation {
  /** Somebody's request at a website's host, as the router calls it. */
  private static final String VISIT = "WebsiteGetObject";

  private static final Map<String, String> BY_OPERATION =
      Map.of(
          "CopyObject", "REST.COPY.OBJECT",
          "UploadPart", "REST.PUT.PART",
          "UploadPartCopy", "REST.COPY.PART",
          "CreateMultipartUpload", "REST.POST.UPLOADS",
          "CompleteMultipartUpload", "REST.POST.UPLOAD",
          "PostObject", "REST.POST.BUCKET",
          "DeleteObjects", "REST.POST.MULTI_OBJECT_DELETE",
          "OptionsObject", "REST.OPTIONS.PREFLIGHT");

  private static final Map<String, String> BY_SUBRESOURCE =
      Map.ofEntries(
          Map.entry("logging", "LOGGING_STATUS"),
          Map.entry("policy", "BUCKETPOLICY"),
          Map.entry("versions", "BUCKETVERSIONS"),
          Map.entry("uploads", "UPLOADS"),
          Map.entry("uploadId", "UPLOAD"),
          Map.entry("requestPayment", "REQUEST_PAYMENT"),
          Map.entry("publicAccessBlock", "PUBLIC_ACCESS_BLOCK"),
          Map.entry("ownershipControls", "OWNERSHIP_CONTROLS"),
          Map.entry("policyStatus", "POLICY_STATUS"),
          Map.entry("object-lock", "OBJECT_LOCK_CONFIGURATION"),
          Map.entry("intelligent-tiering", "INTELLIGENT_TIERING"),
          Map.entry("legal-hold", "LEGAL_HOLD"));

  private static final Set<String> AS_THEY_ARE =
      Set.of(
          "abac",
          "accelerate",
          "acl",
          "analytics",
          "annotation",
          "attributes",
          "cors",
          "encryption",
          "inventory",
          "lifecycle",
          "location",
          "metrics",
          "notification",
          "replication",
          "restore",
          "retention",
          "tagging",
          "versioning",
          "website");

  private LogOperation() {}

  static String of(WireRequest wire, String operation) {
    if (operation.equals(VISIT)) {
      return "WEBSITE." + wire.method() + ".OBJECT";
    }
    String known = BY_OPERATION.get(operation);
    return known == null ? "REST." + wire.method() + "." + resource(wire, operation) : known;
  }

  private static String resource(WireRequest wire, String operation) {
    for (String name : parameters(wire)) {
      if (BY_SUBRESOURCE.containsKey(name)) {
        return BY_SUBRESOURCE.get(name);
      }
      if (AS_THEY_ARE.contains(name)) {
        boolean ofObject = name.equals("tagging") && operation.contains("Object");
        return (ofObject ? "OBJECT_" : "") + name.toUpperCase(Locale.ROOT);
      }
    }
    return operation.contains("Bucket") || operation.startsWith("ListObjects")
        ? "BUCKET"
        : "OBJECT";
  }

  private static Set<String> parameters(WireRequest wire) {
    Set<String> names = new TreeSet<>();
    if (wire.rawQuery() != null) {
      List.of(wire.rawQuery().split("&")).forEach(pair -> names.add(pair.split("=", 2)[0]));
    }
    return names;
  }
}
