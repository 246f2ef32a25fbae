package dev.trailmark.cloud.kms.request;

import dev.trailmark.cloud.operation.ErrorCode;

/**
 * The errors of KMS. All client errors have status 400, refused permissions included.
 *
 * @see <a href="https://docs.aws.amazon.com/kms/latest/APIReference/CommonErrors.html">Common
 *     errors</a>
 */
public enum KmsError implements ErrorCode {
  ACCESS_DENIED("AccessDeniedException"),
  ALREADY_EXISTS("AlreadyExistsException"),
  DISABLED("DisabledException"),
  DRY_RUN(
      "DryRunOperationException",
      "The request would have succeeded, but the DryRun option is set."),
  EXPIRED_IMPORT_TOKEN("ExpiredImportTokenException"),
  CLUSTER_IN_USE("CloudHsmClusterInUseException"),
  CLUSTER_NOT_FOUND("CloudHsmClusterNotFoundException"),
  CLUSTER_NOT_RELATED("CloudHsmClusterNotRelatedException"),
  INCORRECT_TRUST_ANCHOR("IncorrectTrustAnchorException"),
  KEY_STORE_HAS_KEYS("CustomKeyStoreHasCMKsException"),
  KEY_STORE_INVALID_STATE("CustomKeyStoreInvalidStateException"),
  KEY_STORE_NAME_IN_USE("CustomKeyStoreNameInUseException"),
  KEY_STORE_NOT_FOUND("CustomKeyStoreNotFoundException"),
  XKS_ENDPOINT_IN_USE("XksProxyUriEndpointInUseException"),
  XKS_KEY_IN_USE("XksKeyAlreadyInUseException"),
  XKS_SERVICE_IN_USE("XksProxyVpcEndpointServiceInUseException"),
  XKS_URI_IN_USE("XksProxyUriInUseException"),
  INCORRECT_KEY_MATERIAL("IncorrectKeyMaterialException"),
  INVALID_GRANT_ID("InvalidGrantIdException"),
  INVALID_GRANT_TOKEN("InvalidGrantTokenException"),
  INVALID_IMPORT_TOKEN("InvalidImportTokenException"),
  INCORRECT_KEY(
      "IncorrectKeyException",
      "The key ID in the request does not identify a CMK that can perform this operation."),
  INVALID_ARN("InvalidArnException"),
  INVALID_CIPHERTEXT("InvalidCiphertextException"),
  INVALID_KEY_USAGE("InvalidKeyUsageException"),
  INVALID_MAC("KMSInvalidMacException"),
  INVALID_SIGNATURE("KMSInvalidSignatureException"),
  INVALID_MARKER("InvalidMarkerException"),
  INVALID_STATE("KMSInvalidStateException"),
  LIMIT_EXCEEDED("LimitExceededException"),
  MALFORMED_POLICY("MalformedPolicyDocumentException"),
  NOT_AUTHORIZED("NotAuthorizedException"),
  NOT_FOUND("NotFoundException"),
  TAG("TagException"),
  UNSUPPORTED("UnsupportedOperationException"),
  VALIDATION("ValidationException"),
  NOT_IMPLEMENTED("NotImplemented", 501, null);

  private final Row row;

  KmsError(String code) {
    this(code, 400, null);
  }

  KmsError(String code, String message) {
    this(code, 400, message);
  }

  KmsError(String code, int status, String message) {
    row = new Row(code, status, message);
  }

  @Override
  public Row row() {
    return row;
  }
}
