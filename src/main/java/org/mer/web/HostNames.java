package org.mer.web;

import java.util.Collection;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The names by which a site may be asked for. A page of somebody else's can make a browser ask this
 * machine under a name of its own (DNS rebinding) and read the answer; but it cannot make the
 * browser say another name in the {@code Host} header. An address in figures is no name.
 *
 * @param names in lower case
 */
record HostNames(Set<String> names) {
  private static final Pattern HOST = Pattern.compile("(\\[[0-9A-Fa-f:.]+\\]|[^:\\[\\]]+)(:\\d+)?");
  private static final Pattern ADDRESS = Pattern.compile("\\[.*\\]|\\d{1,3}(\\.\\d{1,3}){3}");

  /** This machine's own name for itself, and others. */
  static HostNames of(Collection<String> others) {
    return new HostNames(
        Stream.concat(Stream.of("localhost"), others.stream())
            .map(name -> name.toLowerCase(Locale.ROOT))
            .collect(Collectors.toUnmodifiableSet()));
  }

  /** Whether the value of a {@code Host} header is one of them; null is none. */
  boolean has(String header) {
    Matcher host = HOST.matcher(header == null ? "" : header);
    return host.matches()
        && (ADDRESS.matcher(host.group(1)).matches()
            || names.contains(host.group(1).toLowerCase(Locale.ROOT)));
  }
}
