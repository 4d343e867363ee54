package dev.parlour.http;

import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * Where a request really came from and what it thinks this server is called, seen through the
 * proxies that the settings trust.
 *
 * @param address for limits: an IPv4 address, or the first 64 bits of an IPv6 address, because one
 *     household has all the others
 * @param scheme {@code http} or {@code https}
 * @param host name and port as the client wrote them, in small letters, without the scheme's own
 *     port
 */
public record Caller(String address, String scheme, String host) {
  public static Caller of(HttpServletRequest request, HttpSettings settings) {
    // Not the Host header, which HTTP/2 does not have.
    String host = request.getServerName() + ":" + request.getServerPort();
    return of(
        request.getRemoteAddr(),
        request.getScheme(),
        host,
        name -> Collections.list(request.getHeaders(name)),
        settings.proxies());
  }

  /**
   * @param headers all values of a header, in their order; none: empty
   */
  static Caller of(
      String peer,
      String scheme,
      String host,
      Function<String, List<String>> headers,
      int proxies) {
    if (proxies == 0) {
      return new Caller(bucket(peer), scheme, normal(scheme, host));
    }
    // The last proxy wrote the last entry; whatever stands before the entries of ours was written
    // by the client.
    List<String> hops = split(headers.apply("X-Forwarded-For"));
    String client = hops.isEmpty() ? peer : hops.get(Math.max(0, hops.size() - proxies));
    String outside =
        last(headers.apply("X-Forwarded-Proto"), proxies, scheme).toLowerCase(Locale.ROOT);
    String outer = outside.equals("https") ? "https" : "http";
    return new Caller(
        bucket(client),
        outer,
        normal(outer, last(headers.apply("X-Forwarded-Host"), proxies, host)));
  }

  public boolean secure() {
    return scheme.equals("https");
  }

  /** The origin of this server's own pages. */
  public String origin() {
    return scheme + "://" + host;
  }

  private static List<String> split(List<String> values) {
    List<String> parts = new ArrayList<>();
    values.forEach(
        v ->
            Arrays.stream(v.split(","))
                .map(String::strip)
                .filter(s -> !s.isEmpty())
                .forEach(parts::add));
    return Collections.unmodifiableList(parts);
  }

  private static String last(List<String> values, int proxies, String otherwise) {
    List<String> parts = split(values);
    return parts.isEmpty() ? otherwise : parts.get(Math.max(0, parts.size() - proxies));
  }

  private static String normal(String scheme, String host) {
    UnaryOperator<String> without =
        port -> host.endsWith(port) ? host.substring(0, host.length() - port.length()) : host;
    return without.apply(scheme.equals("https") ? ":443" : ":80").toLowerCase(Locale.ROOT);
  }

  private static String bucket(String address) {
    String bare =
        address.startsWith("[") && address.contains("]")
            ? address.substring(1, address.indexOf(']'))
            : address;
    if (bare.chars().filter(c -> c == ':').count() < 2) {
      int port = bare.indexOf(':');
      return port < 0 ? bare : bare.substring(0, port);
    }
    int zone = bare.indexOf('%');
    String six = zone < 0 ? bare : bare.substring(0, zone);
    if (six.toLowerCase(Locale.ROOT).startsWith("::ffff:") && six.contains(".")) {
      return six.substring(7);
    }
    // Written out to eight groups, of which the first four count.
    int gap = six.indexOf("::");
    List<String> groups =
        new ArrayList<>(Arrays.asList((gap < 0 ? six : six.substring(0, gap)).split(":")));
    if (gap >= 0) {
      String tail = six.substring(gap + 2);
      int after = tail.isEmpty() ? 0 : tail.split(":").length;
      groups.removeIf(String::isEmpty);
      while (groups.size() + after < 8) {
        groups.add("0");
      }
      groups.addAll(tail.isEmpty() ? List.of() : Arrays.asList(tail.split(":")));
    }
    return String.join(
            ":",
            groups.subList(0, Math.min(4, groups.size())).stream()
                .map(g -> g.replaceFirst("^0+(?=.)", "").toLowerCase(Locale.ROOT))
                .toList())
        + "::/64";
  }
}
