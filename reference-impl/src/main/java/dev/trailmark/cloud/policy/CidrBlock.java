package dev.trailmark.cloud.policy;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.function.Predicate;

/**
 * A range of IP addresses in CIDR notation (RFC 4632, RFC 4291); a bare address is a range of one.
 * Never asks a name server.
 */
final class CidrBlock implements Predicate<String> {

  private static final int IPV4_BYTES = 4;

  private final byte[] network;
  private final int prefix;

  private CidrBlock(byte[] network, int prefix) {
    this.network = network;
    this.prefix = prefix;
  }

  /**
   * Parses a range.
   *
   * @throws IllegalArgumentException when the text is neither an address nor a range
   */
  static CidrBlock of(String text) {
    int slash = text.indexOf('/');
    byte[] network = address(slash < 0 ? text : text.substring(0, slash));
    if (network == null) {
      throw new IllegalArgumentException("not an IP address range: " + text);
    }
    int bits = network.length * Byte.SIZE;
    int prefix = slash < 0 ? bits : number(text.substring(slash + 1), bits);
    if (prefix < 0) {
      throw new IllegalArgumentException("not a prefix length: " + text);
    }
    return new CidrBlock(network, prefix);
  }

  /** The number of leading bits that are fixed. */
  int prefix() {
    return prefix;
  }

  boolean isIpv4() {
    return network.length == IPV4_BYTES;
  }

  @Override
  public boolean test(String value) {
    byte[] address = address(value);
    if (address == null || address.length != network.length) {
      return false;
    }
    for (int bit = 0; bit < prefix; bit += Byte.SIZE) {
      int kept = Math.min(Byte.SIZE, prefix - bit);
      int mask = 0xFF << (Byte.SIZE - kept);
      int at = bit / Byte.SIZE;
      if (((network[at] ^ address[at]) & mask & 0xFF) != 0) {
        return false;
      }
    }
    return true;
  }

  /** The bytes of an address; {@code null} when the text is none. */
  static byte[] address(String text) {
    if (text.indexOf(':') < 0) {
      return ipv4(text);
    }
    try {
      // A text with a colon is taken for an IPv6 literal and never looked up.
      return text.indexOf('%') >= 0 ? null : InetAddress.getByName(text).getAddress();
    } catch (UnknownHostException e) {
      return null;
    }
  }

  private static byte[] ipv4(String text) {
    String[] parts = text.split("\\.", -1);
    if (parts.length != IPV4_BYTES) {
      return null;
    }
    byte[] bytes = new byte[IPV4_BYTES];
    for (int i = 0; i < IPV4_BYTES; i++) {
      int part = number(parts[i], 255);
      if (part < 0) {
        return null;
      }
      bytes[i] = (byte) part;
    }
    return bytes;
  }

  /** A decimal number up to a limit, else -1. */
  private static int number(String text, int limit) {
    if (text.isEmpty() || text.length() > 3) {
      return -1;
    }
    int value = 0;
    for (int i = 0; i < text.length(); i++) {
      char digit = text.charAt(i);
      if (digit < '0' || digit > '9') {
        return -1;
      }
      value = value * 10 + digit - '0';
    }
    return value <= limit ? value : -1;
  }
}
