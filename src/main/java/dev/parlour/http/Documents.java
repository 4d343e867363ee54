package dev.parlour.http;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The documents that describe the interface: {@code /openapi} for REST and {@code /asyncapi.yaml}
 * for the socket. Written by hand, because what they promise is decided before it is built; a test
 * holds them against what runs. As YAML, or as JSON where the address ends so or the caller asks
 * for it.
 */
@WebServlet({
  "/openapi",
  "/openapi.yaml",
  "/openapi.json",
  "/asyncapi",
  "/asyncapi.yaml",
  "/asyncapi.json"
})
public class Documents extends HttpServlet {
  private static final long serialVersionUID = 1L;

  private final transient ConcurrentHashMap<String, byte[]> made = new ConcurrentHashMap<>();

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    String path = request.getServletPath();
    String name = path.startsWith("/openapi") ? "openapi" : "asyncapi";
    String accept = request.getHeader("Accept");
    boolean json =
        path.endsWith(".json")
            || !path.endsWith(".yaml") && accept != null && accept.contains("application/json");
    byte[] document = made.get(name + json);
    if (document == null) {
      document = json ? json(yaml(name)) : yaml(name);
      made.put(name + json, document);
    }
    response.setContentType(json ? "application/json" : "application/yaml");
    response.setHeader("Vary", "Accept");
    response.getOutputStream().write(document);
  }

  private static byte[] yaml(String name) throws IOException {
    try (InputStream in = Documents.class.getResourceAsStream(name + ".yaml")) {
      return in.readAllBytes();
    }
  }

  private static byte[] json(byte[] yaml) throws IOException {
    return new ObjectMapper()
        .writerWithDefaultPrettyPrinter()
        .writeValueAsBytes(new ObjectMapper(new YAMLFactory()).readTree(yaml));
  }
}
