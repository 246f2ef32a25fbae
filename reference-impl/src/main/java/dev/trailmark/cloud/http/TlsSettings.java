package dev.trailmark.cloud.http;

import dev.trailmark.cloud.wire.WireRequest;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.KeyCertOptions;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLSession;

/**
 * TLS as AWS's endpoints offer it: versions 1.2 and 1.3 with authenticated ciphers and forward
 * secrecy.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/elasticloadbalancing/latest/network/describe-ssl-policies.html">Security
 *     policies, ELBSecurityPolicy-TLS13-1-2-Res-2021-06</a>
 */
final class TlsSettings {
  private static final Set<String> VERSIONS = Set.of("TLSv1.3", "TLSv1.2");

  /** The suites in our order, each with the name that CloudTrail records: for 1.2 OpenSSL's. */
  private static final Map<String, String> SUITES = new LinkedHashMap<>();

  static {
    SUITES.put("TLS_AES_128_GCM_SHA256", "TLS_AES_128_GCM_SHA256");
    SUITES.put("TLS_AES_256_GCM_SHA384", "TLS_AES_256_GCM_SHA384");
    SUITES.put("TLS_CHACHA20_POLY1305_SHA256", "TLS_CHACHA20_POLY1305_SHA256");
    for (String key : new String[] {"ECDSA", "RSA"}) {
      String suite = "TLS_ECDHE_" + key + "_WITH_";
      String name = "ECDHE-" + key + "-";
      SUITES.put(suite + "AES_128_GCM_SHA256", name + "AES128-GCM-SHA256");
      SUITES.put(suite + "AES_256_GCM_SHA384", name + "AES256-GCM-SHA384");
    }
  }

  private TlsSettings() {}

  /** Makes a listener speak TLS. */
  static void apply(HttpServerOptions options, KeyManagerFactory keys) {
    options
        .setSsl(true)
        .setKeyCertOptions(KeyCertOptions.wrap(keys))
        .setEnabledSecureTransportProtocols(VERSIONS)
        // AWS's endpoints speak HTTP/1.1 only.
        .setUseAlpn(false);
    SUITES.keySet().forEach(options::addEnabledCipherSuite);
  }

  /** What was negotiated on a connection. */
  static WireRequest.TlsInfo of(SSLSession session) {
    String suite = session.getCipherSuite();
    return new WireRequest.TlsInfo(session.getProtocol(), SUITES.getOrDefault(suite, suite));
  }
}
