package org.mer.web;

/**
 * Where a site listens.
 *
 * @param host a name or address of this machine; the machine itself alone for {@code 127.0.0.1}
 * @param port 1 to 65535; 0 for any that is free
 */
public record Address(String host, int port) {
  private static final int LAST_PORT = 65_535;

  /** Checks the range. */
  public Address {
    if (port < 0 || port > LAST_PORT) {
      throw new IllegalArgumentException(
          "a port must be 0 to %d, cannot be: %d".formatted(LAST_PORT, port));
    }
  }

  /** The URL of what listens there. */
  String url() {
    return "http://%s:%d/".formatted(host.contains(":") ? "[" + host + "]" : host, port);
  }
}
