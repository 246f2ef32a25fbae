package dev.trailmark.cloud.kms.keystore;

/** Two trust anchors of CloudHSM clusters, made for tests. */
public final class Certificates {
  public static final String FIRST =
      """
      -----BEGIN CERTIFICATE-----
      MIIBdzCCAR2gAwIBAgIUFBtBX0WjJ9/8C/uQWirz+H+cCF0wCgYIKoZIzj0EAwIw
      EDEOMAwGA1UEAwwFRklSU1QwIBcNMjYxMTI4MTcxMTI2WhgPMjEyNjExMDQxNzEx
      MjZaMBAxDjAMBgNVBAMMBUZJUlNUMFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAE
      VGvqUv4xXdCxV6JzEcd0mpMSDPr0LE00IJ02Sn5yBYa8XSMZMOUdWyw/suFtu0Ns
      vbqDLKZuomZVD4Nnrii4taNTMFEwHQYDVR0OBBYEFDEQp42JTSUdOQg/HXHgo4wy
      jHsiMB8GA1UdIwQYMBaAFDEQp42JTSUdOQg/HXHgo4wyjHsiMA8GA1UdEwEB/wQF
      MAMBAf8wCgYIKoZIzj0EAwIDSAAwRQIgfkVeW2A/DlWyZ9swuXIV3T5698UPE3hx
      lgU/OGio3b4CIQDLyaxAPsc8N3NLQndUcNXC+fKNfQXPXex41xRSgM7cvA==
      -----END CERTIFICATE-----
      """;

  static final String SECOND =
      """
      -----BEGIN CERTIFICATE-----
      MIIBeDCCAR+gAwIBAgIUEzDmqznce70w6jEyuZunakBMm5AwCgYIKoZIzj0EAwIw
      ETEPMA0GA1UEAwwGU0VDT05EMCAXDTI2MTEyODE3MTEyNloYDzIxMjYxMTA0MTcx
      MTI2WjARMQ8wDQYDVQQDDAZTRUNPTkQwWTATBgcqhkjOPQIBBggqhkjOPQMBBwNC
      AARF9Ac94JHrZkxShTQbiRHxk7+NaU3FdBCbtxuue6IlxC15+cOkBh2sFs3KFl2Q
      lmd7/LoA84e6Y8fkB2nBMmglo1MwUTAdBgNVHQ4EFgQUHsmFN6MKPtopgL8RkVS2
      pSnJYIswHwYDVR0jBBgwFoAUHsmFN6MKPtopgL8RkVS2pSnJYIswDwYDVR0TAQH/
      BAUwAwEB/zAKBggqhkjOPQQDAgNHADBEAiBj+9C3uM1VxuIXepZbLEcUGvKpEJDr
      PfM1pJGZeg2i8gIgIwUmeCCE8MibtQ9LUgbJDpw5sctDbJsMKT47rnNJJj0=
      -----END CERTIFICATE-----
      """;

  private Certificates() {}
}
