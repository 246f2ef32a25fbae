package dev.trailmark.cloud.sts;

import dev.trailmark.cloud.operation.ServiceException;

/** MFA codes: no device exists in the simulator, so no code is one's own. */
final class Mfa {
  private Mfa() {}

  /**
   * Refuses a code, as STS refuses that of an unknown device; without serial number and code there
   * is nothing to refuse.
   *
   * @throws ServiceException AccessDenied
   */
  static void refuse(String serialNumber, String tokenCode) {
    if (serialNumber == null && tokenCode == null) {
      return;
    }
    throw StsError.ACCESS_DENIED.because(
        serialNumber == null || tokenCode == null
            ? "MultiFactorAuthentication failed, must provide both MFA serial number and one time"
                + " pass code."
            : "MultiFactorAuthentication failed, unable to validate MFA code.  Please verify your"
                + " MFA serial number is valid and associated with this user.");
  }
}
