package dev.trailmark.cloud.auth;

/**
 * What a Version 4 request says of its signature, read but not yet believed.
 *
 * @param scheme where it was said
 * @param credential the key and the scope
 * @param signedHeaders names of the signed headers, separated by {@code ;}, as sent
 * @param signature 64 hexadecimal digits, as sent
 * @param timestamp when it was signed, {@code yyyyMMdd'T'HHmmss'Z'}
 * @param requestTime the same as sent
 * @param signedAt the same in seconds since the epoch
 * @param expires for how many seconds a presigned URL is good; -1 when the request says none
 * @param sessionToken the session token, or {@code null}
 */
record Claim(
    Scheme scheme,
    Scope credential,
    String signedHeaders,
    String signature,
    String timestamp,
    String requestTime,
    long signedAt,
    long expires,
    String sessionToken) {

  String accessKeyId() {
    return credential.accessKeyId();
  }

  String scope() {
    return credential.text();
  }

  String date() {
    return credential.date();
  }

  String region() {
    return credential.region();
  }

  String service() {
    return credential.service();
  }

  String terminator() {
    return credential.terminator();
  }

  /** Whether a header, its name in any case, is among the signed ones. */
  boolean signs(String header) {
    int at = 0;
    while (at <= signedHeaders.length() - header.length()) {
      int end = signedHeaders.indexOf(';', at);
      end = end < 0 ? signedHeaders.length() : end;
      if (end - at == header.length()
          && signedHeaders.regionMatches(true, at, header, 0, header.length())) {
        return true;
      }
      at = end + 1;
    }
    return false;
  }

  /** Shows the key and the scope only: the rest would let a reader of a log replay the request. */
  @Override
  public String toString() {
    return "Claim[" + accessKeyId() + "/" + scope() + "]";
  }
}
