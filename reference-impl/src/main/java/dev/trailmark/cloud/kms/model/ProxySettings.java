package dev.trailmark.cloud.kms.model;

/**
 * How an external key store proxy would be reached. Its secret access key is not kept, since no
 * proxy is ever called.
 *
 * @param connectivity {@code PUBLIC_ENDPOINT} or {@code VPC_ENDPOINT_SERVICE}
 * @param endpoint such as {@code https://xks.example.com}
 * @param path such as {@code /kms/xks/v1}
 * @param service the VPC endpoint service's name; {@code null} with a public endpoint
 * @param owner the account of the VPC endpoint service; {@code null} with a public endpoint
 * @param accessKeyId the part of the credential that is no secret
 */
public record ProxySettings(
    String connectivity,
    String endpoint,
    String path,
    String service,
    String owner,
    String accessKeyId) {
  /** The connectivity of a proxy in a VPC. */
  public static final String VPC = "VPC_ENDPOINT_SERVICE";

  /** Whether it is reached through a VPC endpoint service. */
  public boolean inVpc() {
    return VPC.equals(connectivity);
  }
}
