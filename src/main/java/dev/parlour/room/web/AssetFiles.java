package dev.parlour.room.web;

import jakarta.inject.Inject;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.annotation.WebListener;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * Serves what lies below {@code /static} under addresses that change with it, see {@link Assets}.
 */
@WebServlet("/assets/*")
public class AssetFiles extends HttpServlet {
  private static final long serialVersionUID = 1L;
  private static final Pattern FILE = Pattern.compile("[\\w/-]+(\\.[\\w-]+)+");
  private static final Map<String, String> TYPES =
      Map.of(
          "css",
          "text/css;charset=UTF-8",
          "js",
          "text/javascript;charset=UTF-8",
          "svg",
          "image/svg+xml",
          "woff2",
          "font/woff2",
          "txt",
          "text/plain;charset=UTF-8",
          "png",
          "image/png");

  @Inject private transient Site site;

  /** Learns the version when the application starts, before the first page is made. */
  @WebListener
  public static class Version implements ServletContextListener {
    @Inject private Site site;

    @Override
    public void contextInitialized(ServletContextEvent event) {
      try {
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        add(event.getServletContext(), "/static/", digest);
        site.serves(new Assets(HexFormat.of().formatHex(digest.digest(), 0, 6)));
      } catch (NoSuchAlgorithmException e) {
        throw new IllegalStateException("SHA-256 is part of every Java platform", e);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    private static void add(ServletContext context, String folder, MessageDigest digest)
        throws IOException {
      for (String path : new TreeSet<>(context.getResourcePaths(folder))) {
        if (path.endsWith("/")) {
          add(context, path, digest);
        } else {
          try (InputStream file = context.getResourceAsStream(path)) {
            digest.update(file.readAllBytes());
          }
        }
      }
    }
  }

  /** The media type of a file below {@code /static}; null for what can be none of ours. */
  static String type(String file) {
    return FILE.matcher(file).matches()
        ? TYPES.get(file.substring(file.lastIndexOf('.') + 1))
        : null;
  }

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    String[] parts = (request.getPathInfo() == null ? "/" : request.getPathInfo()).split("/", 3);
    String type = parts.length < 3 ? null : type(parts[2]);
    if (type == null) {
      response.sendError(HttpServletResponse.SC_NOT_FOUND);
      return;
    }
    try (InputStream file = getServletContext().getResourceAsStream("/static/" + parts[2])) {
      if (file == null) {
        response.sendError(HttpServletResponse.SC_NOT_FOUND);
        return;
      }
      response.setContentType(type);
      // An address of another version may be asked of a server in the middle of an update:
      // answered, but not kept.
      response.setHeader(
          "Cache-Control",
          parts[1].equals(site.assets().version())
              ? "public, max-age=31536000, immutable"
              : "no-cache");
      file.transferTo(response.getOutputStream());
    }
  }
}
