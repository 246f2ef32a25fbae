package dev.trailmark.cloud.tls;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.time.Instant;

/** Whether a certificate and a key can serve together, asked before a client does. */
final class KeyPairCheck {
  private KeyPairCheck() {}

  /** Refuses a certificate that is not in force. */
  static void inForce(X509Certificate certificate, Path file, Instant now) throws TlsException {
    Instant from = certificate.getNotBefore().toInstant();
    Instant to = certificate.getNotAfter().toInstant();
    if (now.isAfter(to)) {
      throw new TlsException(file, "the certificate expired at " + to + "; give a renewed one");
    }
    if (now.isBefore(from)) {
      throw new TlsException(file, "the certificate is not valid before " + from);
    }
  }

  /** Refuses a key that is not the certificate's: what it signs must verify. */
  static void belongTogether(
      X509Certificate certificate, Path certificateFile, PrivateKey key, Path keyFile)
      throws TlsException {
    try {
      Signature signature = Signature.getInstance(algorithm(key, keyFile));
      byte[] sample = certificateFile.toString().getBytes(StandardCharsets.UTF_8);
      signature.initSign(key);
      signature.update(sample);
      byte[] signed = signature.sign();
      signature.initVerify(certificate);
      signature.update(sample);
      if (signature.verify(signed)) {
        return;
      }
    } catch (GeneralSecurityException e) {
      // Keys of different kinds: no pair either.
    }
    throw new TlsException(
        keyFile,
        "is not the key of the certificate in "
            + certificateFile
            + "; give the pair that was made together");
  }

  private static String algorithm(PrivateKey key, Path file) throws TlsException {
    return switch (key.getAlgorithm()) {
      case "RSA" -> "SHA256withRSA";
      case "EC" -> "SHA256withECDSA";
      case "EdDSA", "Ed25519" -> "EdDSA";
      default ->
          throw new TlsException(
              file, "a key of type " + key.getAlgorithm() + " cannot serve TLS; give RSA or EC");
    };
  }
}
