package dev.trailmark.cloud.auth;

/**
 * A credential, taken apart.
 *
 * @param accessKeyId the key
 * @param text {@code date/region/service/terminator}, as sent
 * @param date the day that the signing key is good for, {@code yyyyMMdd}
 * @param region the region
 * @param service the service's signing name
 * @param terminator {@code aws4_request}, if all is well
 */
record Scope(
    String accessKeyId,
    String text,
    String date,
    String region,
    String service,
    String terminator) {

  /** Reads {@code key/date/region/service/terminator}. */
  static Scope read(String credential, Scheme scheme, Faults faults) throws AuthFailure {
    int key = credential.indexOf('/');
    int date = credential.indexOf('/', key + 1);
    int region = credential.indexOf('/', date + 1);
    int service = credential.indexOf('/', region + 1);
    boolean five = key > 0 && date > 0 && region > 0 && service > 0;
    if (!five || credential.indexOf('/', service + 1) >= 0) {
      throw faults.malformedCredential(scheme, credential);
    }
    Scope scope =
        new Scope(
            credential.substring(0, key),
            credential.substring(key + 1),
            credential.substring(key + 1, date),
            credential.substring(date + 1, region),
            credential.substring(region + 1, service),
            credential.substring(service + 1));
    if (scope.date().length() != 8 || Timestamps.day(scope.date()) == Timestamps.UNREADABLE) {
      throw faults.malformedScopeDate(scheme, scope.date());
    }
    return scope;
  }
}
