package dev.trailmark.cloud.tls;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.util.IPAddress;

/** The names and addresses that a made certificate is good for. */
final class HostNames {
  /**
   * Virtual-hosted buckets are below {@code localhost} and {@code s3.localhost}, and accelerated
   * ones below the endpoints of Transfer Acceleration.
   */
  private static final List<String> LOOPBACK =
      List.of(
          "localhost",
          "*.localhost",
          "*.s3.localhost",
          "*.s3-accelerate.localhost",
          "*.s3-accelerate.dualstack.localhost",
          "127.0.0.1",
          "::1");

  private HostNames() {}

  /** The loopback names, the host, and the machine's name when the host is all its addresses. */
  static List<String> with(String host) {
    Set<String> names = new LinkedHashSet<>(LOOPBACK);
    if (host.equals("0.0.0.0") || host.equals("::")) {
      machine().ifPresent(names::add);
    } else {
      names.add(host);
    }
    return new ArrayList<>(names);
  }

  private static Optional<String> machine() {
    try {
      return Optional.of(InetAddress.getLocalHost().getHostName());
    } catch (UnknownHostException e) {
      return Optional.empty();
    }
  }

  /** A name as certificates hold it: an address or a DNS name. */
  static GeneralName general(String name) {
    int kind = IPAddress.isValid(name) ? GeneralName.iPAddress : GeneralName.dNSName;
    return new GeneralName(kind, name);
  }
}
