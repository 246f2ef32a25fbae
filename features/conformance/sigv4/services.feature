@conformance
Feature: Signatures at the other services
  KMS and CloudTrail answer in JSON, IAM and STS in XML; the same fault has another code at each.

  Scenario Outline: <service> accepts a right signature
    When <service> is asked with a right signature
    Then the answer is 200

    Examples:
      | service    |
      | KMS        |
      | CloudTrail |
      | IAM        |
      | STS        |

  Scenario Outline: <service> refuses <fault>
    When <service> is asked with <fault>
    Then the answer is <status> "<code>"
    And the answer says "<text>"

    Examples: Nobody signed
      | service    | fault        | status | code                                | text                                    |
      | KMS        | no signature | 400    | MissingAuthenticationTokenException | Missing Authentication Token            |
      | CloudTrail | no signature | 400    | MissingAuthenticationTokenException | Missing Authentication Token            |
      | IAM        | no signature | 403    | MissingAuthenticationToken          | Request is missing Authentication Token |
      | STS        | no signature | 403    | MissingAuthenticationToken          | Request is missing Authentication Token |

    Examples: Nobody knows who signed
      | service    | fault                          | status | code                        | text                                                |
      | KMS        | an access key that nobody has  | 400    | UnrecognizedClientException | The security token included in the request is invalid |
      | CloudTrail | an access key that nobody has  | 400    | UnrecognizedClientException | The security token included in the request is invalid |
      | IAM        | an access key that nobody has  | 403    | InvalidClientTokenId        | The security token included in the request is invalid |
      | STS        | an access key that nobody has  | 403    | InvalidClientTokenId        | The security token included in the request is invalid |

    Examples: Somebody else signed
      | service    | fault                                | status | code                      | text                                                                                 |
      | KMS        | a signature made with another secret | 400    | InvalidSignatureException | The request signature we calculated does not match the signature you provided. Check |
      | CloudTrail | a signature made with another secret | 400    | InvalidSignatureException | The request signature we calculated does not match the signature you provided. Check |
      | IAM        | a signature made with another secret | 403    | SignatureDoesNotMatch     | The request signature we calculated does not match the signature you provided. Check |
      | STS        | a signature made with another secret | 403    | SignatureDoesNotMatch     | The request signature we calculated does not match the signature you provided. Check |

    Examples: Too long ago
      | service    | fault                           | status | code                      | text               |
      | KMS        | a signature made 20 minutes ago | 400    | InvalidSignatureException | Signature expired: |
      | CloudTrail | a signature made 20 minutes ago | 400    | InvalidSignatureException | Signature expired: |
      | IAM        | a signature made 20 minutes ago | 403    | SignatureDoesNotMatch     | Signature expired: |
      | STS        | a signature made 20 minutes ago | 403    | SignatureDoesNotMatch     | Signature expired: |

    Examples: For something else
      | service    | fault                         | status | code                      | text                                      |
      | KMS        | a signature for another service | 400    | InvalidSignatureException | Credential should be scoped to correct service |
      | CloudTrail | a signature for another service | 400    | InvalidSignatureException | Credential should be scoped to correct service |
      | IAM        | a signature for another service | 403    | SignatureDoesNotMatch     | Credential should be scoped to correct service |
      | STS        | a signature for another service | 403    | SignatureDoesNotMatch     | Credential should be scoped to correct service |
      | IAM        | a signature for another region  | 403    | SignatureDoesNotMatch     | Credential should be scoped to a valid region  |
      | KMS        | another body than was signed    | 400    | InvalidSignatureException | The request signature we calculated does not match the signature you provided. |
      | STS        | another body than was signed    | 403    | SignatureDoesNotMatch     | The request signature we calculated does not match the signature you provided. |
