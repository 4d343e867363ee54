package dev.parlour.testkit;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.interfaces.RSAPublicKey;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A small provider of OpenID Connect for tests: vouches for whomever the test names, at once and
 * without a page, by the authorization code flow (OpenID Connect Core 1.0, section 3.1). Can be
 * told to lie.
 */
public final class IdentityProvider implements AutoCloseable {
  public static final String CLIENT = "parlour";
  public static final String SECRET = "a secret of the test";

  /** What is wrong with the tokens that it makes. */
  public enum Lie {
    NONE,
    FOREIGN_KEY,
    OTHER_AUDIENCE,
    OTHER_ISSUER,
    OTHER_NONCE,
    EXPIRED
  }

  private record Asked(String nonce, String subject, String name) {}

  private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

  private final HttpServer server;
  private final KeyPair keys = keys();
  private final KeyPair foreign = keys();
  private final Map<String, Asked> codes = new ConcurrentHashMap<>();
  private volatile String subject = "nobody";
  private volatile String name = "Nobody";
  private volatile Lie lie = Lie.NONE;

  private IdentityProvider(HttpServer server) {
    this.server = server;
  }

  public static IdentityProvider start() throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 0);
    IdentityProvider provider = new IdentityProvider(server);
    server.createContext("/.well-known/openid-configuration", provider::configuration);
    server.createContext("/authorize", provider::authorize);
    server.createContext("/token", provider::token);
    server.createContext("/keys", provider::publish);
    server.start();
    return provider;
  }

  public String issuer() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /** Whom it vouches for from now on, and how truly. */
  public void vouchFor(String subject, String name, Lie lie) {
    this.subject = subject;
    this.name = name;
    this.lie = lie;
  }

  @Override
  public void close() {
    server.stop(0);
  }

  private void configuration(HttpExchange exchange) throws IOException {
    String issuer = issuer();
    json(
        exchange,
        "{\"issuer\":\"%1$s\",\"authorization_endpoint\":\"%1$s/authorize\",\"token_endpoint\":\"%1$s/token\",\"jwks_uri\":\"%1$s/keys\",\"response_types_supported\":[\"code\"],\"subject_types_supported\":[\"public\"],\"id_token_signing_alg_values_supported\":[\"RS256\"],\"scopes_supported\":[\"openid\",\"profile\"]}"
            .formatted(issuer));
  }

  private void authorize(HttpExchange exchange) throws IOException {
    Map<String, String> query = fields(exchange.getRequestURI().getRawQuery());
    String code = UUID.randomUUID().toString();
    codes.put(code, new Asked(query.get("nonce"), subject, name));
    exchange
        .getResponseHeaders()
        .set(
            "Location",
            query.get("redirect_uri")
                + "?code="
                + code
                + "&state="
                + java.net.URLEncoder.encode(query.get("state"), StandardCharsets.UTF_8));
    exchange.sendResponseHeaders(302, -1);
    exchange.close();
  }

  private void token(HttpExchange exchange) throws IOException {
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    Map<String, String> form = fields(body);
    String basic =
        "Basic "
            + Base64.getEncoder()
                .encodeToString((CLIENT + ":" + SECRET).getBytes(StandardCharsets.UTF_8));
    boolean proved =
        basic.equals(exchange.getRequestHeaders().getFirst("Authorization"))
            || CLIENT.equals(form.get("client_id")) && SECRET.equals(form.get("client_secret"));
    Asked asked = codes.remove(String.valueOf(form.get("code")));
    if (!proved || asked == null) {
      exchange.sendResponseHeaders(400, -1);
      exchange.close();
      return;
    }
    json(
        exchange,
        "{\"access_token\":\"%s\",\"token_type\":\"Bearer\",\"expires_in\":300,\"id_token\":\"%s\"}"
            .formatted(UUID.randomUUID(), idToken(asked)));
  }

  private String idToken(Asked asked) {
    Instant now = Instant.now().minusSeconds(lie == Lie.EXPIRED ? 7_200 : 0);
    String claims =
        "{\"iss\":\"%s\",\"aud\":\"%s\",\"sub\":\"%s\",\"nonce\":\"%s\",\"preferred_username\":\"%s\",\"iat\":%d,\"exp\":%d}"
            .formatted(
                lie == Lie.OTHER_ISSUER ? "https://evil.example" : issuer(),
                lie == Lie.OTHER_AUDIENCE ? "somebody-else" : CLIENT,
                asked.subject(),
                lie == Lie.OTHER_NONCE ? "made-up" : asked.nonce(),
                asked.name(),
                now.getEpochSecond(),
                now.plusSeconds(300).getEpochSecond());
    String signed =
        BASE64.encodeToString(
                "{\"alg\":\"RS256\",\"kid\":\"test\",\"typ\":\"JWT\"}"
                    .getBytes(StandardCharsets.UTF_8))
            + "."
            + BASE64.encodeToString(claims.getBytes(StandardCharsets.UTF_8));
    try {
      Signature signature = Signature.getInstance("SHA256withRSA");
      signature.initSign((lie == Lie.FOREIGN_KEY ? foreign : keys).getPrivate());
      signature.update(signed.getBytes(StandardCharsets.US_ASCII));
      return signed + "." + BASE64.encodeToString(signature.sign());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private void publish(HttpExchange exchange) throws IOException {
    RSAPublicKey key = (RSAPublicKey) keys.getPublic();
    json(
        exchange,
        "{\"keys\":[{\"kty\":\"RSA\",\"use\":\"sig\",\"alg\":\"RS256\",\"kid\":\"test\",\"n\":\"%s\",\"e\":\"%s\"}]}"
            .formatted(unsigned(key.getModulus()), unsigned(key.getPublicExponent())));
  }

  private static String unsigned(BigInteger number) {
    byte[] bytes = number.toByteArray();
    int from = bytes.length > 1 && bytes[0] == 0 ? 1 : 0;
    return BASE64.encodeToString(java.util.Arrays.copyOfRange(bytes, from, bytes.length));
  }

  private static KeyPair keys() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
      generator.initialize(2_048);
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Map<String, String> fields(String encoded) {
    Map<String, String> fields = new LinkedHashMap<>();
    for (String field : encoded.split("&")) {
      String[] parts = field.split("=", 2);
      fields.put(
          parts[0], parts.length > 1 ? URLDecoder.decode(parts[1], StandardCharsets.UTF_8) : "");
    }
    return fields;
  }

  private static void json(HttpExchange exchange, String body) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(200, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }
}
